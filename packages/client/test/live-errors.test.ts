import { type ApiError, errorCatalogue } from '@export-buckets/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AtlasApiError, TokenError } from '../src/index.ts'
import { ids } from './fakes/buckets.ts'
import type { FakeHandler } from './fakes/fake-atlas.ts'
import { catchRejection, createTestClient, noAuth } from './fakes/test-client.ts'

/** Returns the error of a call whose response has this body and status. */
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

/** Returns the error of a token request whose response has this body and status. */
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

describe('recorded errors of live Atlas', () => {
  test('a 401 for wrong credentials lacks errorCode and parameters, but has a description and an advice', async () => {
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

  test('parameters may be null or contain numbers', async () => {
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
  ])('a %i may have no body', async (status, message) => {
    for (const body of [null, '', '\n']) {
      expect(await catchApiError(body, status)).toMatchObject({
        status,
        errorCode: undefined,
        message,
      })
    }
  })

  test('a 502 may be the HTML page of a proxy', async () => {
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
  ])('errorCode is X-Error-Code for the body %s', async (body, expectedText) => {
    const { advice } = errorCatalogue.GROUP_NOT_FOUND
    expect(await catchApiError(body, 404, { 'X-Error-Code': 'GROUP_NOT_FOUND' })).toMatchObject({
      errorCode: 'GROUP_NOT_FOUND',
      advice,
      message: `${get}: 404 GROUP_NOT_FOUND: ${expectedText} ${advice}`,
    })
  })

  test('the errorCode of the body takes precedence over X-Error-Code', async () => {
    const body = json({ error: 404, errorCode: 'EXPORT_BUCKET_NOT_FOUND' })
    const headers = { 'X-Error-Code': 'GROUP_NOT_FOUND' }
    expect(await catchApiError(body, 404, headers)).toHaveProperty(
      'errorCode',
      'EXPORT_BUCKET_NOT_FOUND',
    )
  })

  test('violations with the right types are kept, and others are dropped', async () => {
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

/** A valid value for each field. */
const validFields: Required<Pick<ApiError, 'detail' | 'reason' | 'errorCode'>> = {
  detail: 'What went wrong.',
  reason: 'Conflict',
  errorCode: 'SOME_CODE',
}

describe('errors with missing or malformed fields', () => {
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

  test('an AtlasApiError keeps the valid fields', async () => {
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

  test('a TokenError keeps the valid fields', async () => {
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

describe('errors of the token endpoint', () => {
  const path = '/api/oauth/token'

  test('a TokenError without a body says so, with the advice for its status', async () => {
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

  test('a TokenError from an Admin API error may have no code', async () => {
    const body = json({ error: 401, reason: 'Unauthorized', detail })
    expect(await catchTokenError(body, 401)).toMatchObject({
      error: undefined,
      errorDescription: detail,
      message: `${path}: 401: ${detail} ${credentialsAdvice}`,
    })
  })

  test('the code of a TokenError is X-Error-Code when the body has none', async () => {
    const error = await catchTokenError(null, 429, { 'X-Error-Code': 'RATE_LIMITED' })
    expect(error).toMatchObject({
      error: 'RATE_LIMITED',
      advice: errorCatalogue.RATE_LIMITED.advice,
    })
  })

  test('a TokenError from an OAuth error ignores the fields of the Admin API', async () => {
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
