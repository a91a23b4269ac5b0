import { type ApiError, errorCatalogue } from '@export-buckets/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AtlasApiError, TokenError } from '../src/index.ts'
import { ids } from './fakes/buckets.ts'
import type { FakeHandler } from './fakes/fake-atlas.ts'
import { catchRejection, createTestClient, noAuth } from './fakes/test-client.ts'

/** The error of a call that is answered with a body and a status. */
async function catchApiError(
  body: string | null,
  status: number,
  headers: Record<string, string> = {},
) {
  const api: FakeHandler = () => new Response(body, { status, headers })
  return catchRejection(
    createTestClient({ api }, { auth: noAuth, retry: false }).client.exportBuckets.get(ids),
  )
}

/** The error of a token request that is answered with a body and a status. */
async function catchTokenError(
  body: string | null,
  status: number,
  headers: Record<string, string> = {},
) {
  const token: FakeHandler = () => new Response(body, { status, headers })
  return catchRejection(createTestClient({ token }, { retry: false }).client.exportBuckets.get(ids))
}

const json = (body: object) => JSON.stringify(body)
const credentialsAdvice = errorCatalogue.UNAUTHORIZED.advice
const detail = 'You are not authorized for this resource.'
const get = 'getGroupBackupExportBucket'

describe('an error as live Atlas sends it', () => {
  test('may lack errorCode and parameters: a 401 for wrong credentials has its words and an advice', async () => {
    expect(
      await catchApiError(json({ error: 401, reason: 'Unauthorized', detail }), 401),
    ).toMatchObject({
      status: 401,
      errorCode: undefined,
      detail,
      reason: 'Unauthorized',
      parameters: [],
      advice: credentialsAdvice,
      message: `${get}: 401: ${detail} ${credentialsAdvice}`,
    })
  })

  test('may have null for parameters, or numbers in them', async () => {
    const versionGone = { error: 410, errorCode: 'VERSION_GONE', detail: 'Gone.' }
    expect(await catchApiError(json({ ...versionGone, parameters: null }), 410)).toMatchObject({
      errorCode: 'VERSION_GONE',
      detail: 'Gone.',
      parameters: [],
    })
    const limits = ['/api/oauth/token', 10, 1]
    expect(await catchApiError(json({ ...versionGone, parameters: limits }), 429)).toHaveProperty(
      'parameters',
      limits,
    )
  })

  test.each([
    [401, `${get}: 401: the response has no body. ${credentialsAdvice}`],
    [405, `${get}: 405: the response has no body`],
    [502, `${get}: 502: the response has no body`],
  ])('may be empty: %i', async (status, message) => {
    for (const body of [null, '', '\n']) {
      expect(await catchApiError(body, status)).toMatchObject({
        status,
        errorCode: undefined,
        message,
      })
    }
  })

  test('may be the HTML page of a proxy: a 502', async () => {
    const error = await catchApiError('<h1>Bad Gateway</h1>', 502, { 'Content-Type': 'text/html' })
    expect(error).toMatchObject({
      status: 502,
      errorCode: undefined,
      message: `${get}: 502: the body is not one of Atlas's errors (text/html): <h1>Bad Gateway</h1>`,
    })
  })

  test.each([
    [null, 'the response has no body.'],
    [
      '<h1>Not Found</h1>',
      "the body is not one of Atlas's errors (text/plain;charset=UTF-8): <h1>Not Found</h1>.",
    ],
    [json({ error: 404, detail: 'No such project.' }), 'No such project.'],
    [json({ error: 404, errorCode: null, detail: 'No such project.' }), 'No such project.'],
    [json({ error: 404, errorCode: '', detail: 'No such project.' }), 'No such project.'],
  ])('has its code in X-Error-Code where the body has none: %s', async (body, expectedText) => {
    const { advice } = errorCatalogue.GROUP_NOT_FOUND
    expect(await catchApiError(body, 404, { 'X-Error-Code': 'GROUP_NOT_FOUND' })).toMatchObject({
      errorCode: 'GROUP_NOT_FOUND',
      advice,
      message: `${get}: 404 GROUP_NOT_FOUND: ${expectedText} ${advice}`,
    })
  })

  test('has the code of its body rather than that of X-Error-Code', async () => {
    const body = json({ error: 404, errorCode: 'EXPORT_BUCKET_NOT_FOUND' })
    const headers = { 'X-Error-Code': 'GROUP_NOT_FOUND' }
    expect(await catchApiError(body, 404, headers)).toHaveProperty(
      'errorCode',
      'EXPORT_BUCKET_NOT_FOUND',
    )
  })

  test('keeps the violations that are there with the right type', async () => {
    const validField = { field: 'bucketName', description: 'too short' }
    const fields = [validField, { field: 'x' }, null, 'text', { ...validField, field: 7 }]
    const error = await catchApiError(json({ error: 400, badRequestDetail: { fields } }), 400)
    expect(error).toHaveProperty('badRequestDetail', { fields: [validField] })
    expect(error).toHaveProperty('message', expect.stringContaining('(bucketName: too short)'))
    const errorWithoutFields = await catchApiError(
      json({ detail: 'x', badRequestDetail: { fields: null } }),
      400,
    )
    expect(errorWithoutFields).toHaveProperty('badRequestDetail', {})
  })
})

/** A value for each field, of the right type. */
const validFields: Required<Pick<ApiError, 'detail' | 'reason' | 'errorCode'>> = {
  detail: 'What went wrong.',
  reason: 'Conflict',
  errorCode: 'SOME_CODE',
}

describe('whichever fields are missing or of another type', () => {
  const wrongType = fc.constantFrom(undefined, null, 7, true, [], {}, { text: 'x' })
  const validOrWrong = (value: unknown) => fc.oneof(fc.constant(value), wrongType)
  const body = fc.record({
    error: validOrWrong(409),
    detail: validOrWrong(validFields.detail),
    reason: validOrWrong(validFields.reason),
    errorCode: validOrWrong(validFields.errorCode),
    parameters: validOrWrong(['a', 7]),
    badRequestDetail: validOrWrong({ fields: [] }),
  })

  test('the others are kept', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (fields) => {
        const error = await catchApiError(json(fields), 409)
        expect(error).toBeInstanceOf(AtlasApiError)
        for (const [name, value] of Object.entries(validFields)) {
          const isValid = Reflect.get(fields, name) === value
          expect(error).toHaveProperty(name, isValid ? value : undefined)
        }
        const parameters = Array.isArray(fields.parameters) ? fields.parameters : []
        expect(error).toHaveProperty('parameters', parameters)
        expect(error).toHaveProperty('status', 409)
      }),
    )
  })

  test('the token endpoint’s are kept as well', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (fields) => {
        const error = await catchTokenError(json(fields), 409)
        expect(error).toBeInstanceOf(TokenError)
        const hasCode = fields.errorCode === validFields.errorCode
        expect(error).toHaveProperty('error', hasCode ? validFields.errorCode : undefined)
        const expectedText = [fields.detail, fields.reason].find((text) => typeof text === 'string')
        expect(error).toHaveProperty('errorDescription', expectedText)
      }),
    )
  })

  test('any text is an AtlasApiError or a TokenError', async () => {
    const textArbitrary = fc.oneof(fc.string(), fc.json())
    await fc.assert(
      fc.asyncProperty(textArbitrary, async (bodyText) => {
        expect(await catchApiError(bodyText, 500)).toBeInstanceOf(AtlasApiError)
        expect(await catchTokenError(bodyText, 500)).toBeInstanceOf(TokenError)
      }),
    )
  })
})

describe('an error of the token endpoint', () => {
  const path = '/api/oauth/token'

  test('without a body says so, with the advice of its status', async () => {
    expect(await catchTokenError(null, 401)).toMatchObject({
      error: undefined,
      advice: credentialsAdvice,
      message: `${path}: 401: the response has no body. ${credentialsAdvice}`,
    })
    expect(await catchTokenError('', 500)).toHaveProperty(
      'message',
      `${path}: 500: the response has no body`,
    )
  })

  test('in the words of the Admin API need not have a code', async () => {
    const body = json({ error: 401, reason: 'Unauthorized', detail })
    expect(await catchTokenError(body, 401)).toMatchObject({
      error: undefined,
      errorDescription: detail,
      message: `${path}: 401: ${detail} ${credentialsAdvice}`,
    })
  })

  test('has its code in X-Error-Code where the body has none', async () => {
    const error = await catchTokenError(null, 429, { 'X-Error-Code': 'RATE_LIMITED' })
    expect(error).toMatchObject({
      error: 'RATE_LIMITED',
      advice: errorCatalogue.RATE_LIMITED.advice,
    })
  })

  test('in the words of OAuth has nothing of the Admin API’s', async () => {
    const body = json({
      error: 'server_error',
      error_description: 'Unexpected error.',
      detail: 'x',
    })
    expect(await catchTokenError(body, 500, { 'X-Error-Code': 'X' })).toMatchObject({
      error: 'server_error',
      errorDescription: 'Unexpected error.',
      message: `${path}: 500 server_error: Unexpected error.`,
    })
  })
})
