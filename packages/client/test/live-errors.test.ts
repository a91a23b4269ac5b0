import { type ApiError, errorCatalogue } from '@export-buckets/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AtlasApiError, TokenError } from '../src/index.ts'
import type { Answer } from './stand-in/atlas.ts'
import { ids } from './stand-in/buckets.ts'
import { clientOf, noAuth, rejection } from './stand-in/client.ts'

/** The error of a call that is answered with a body and a status. */
async function errorOf(body: string | null, status: number, headers: Record<string, string> = {}) {
  const api: Answer = () => new Response(body, { status, headers })
  return rejection(clientOf({ api }, { auth: noAuth, retry: false }).client.exportBuckets.get(ids))
}

/** The error of a token request that is answered with a body and a status. */
async function tokenErrorOf(
  body: string | null,
  status: number,
  headers: Record<string, string> = {},
) {
  const token: Answer = () => new Response(body, { status, headers })
  return rejection(clientOf({ token }, { retry: false }).client.exportBuckets.get(ids))
}

const json = (body: object) => JSON.stringify(body)
const credentialsAdvice = errorCatalogue.UNAUTHORIZED.advice
const detail = 'You are not authorized for this resource.'
const get = 'getGroupBackupExportBucket'

describe('an error as live Atlas sends it', () => {
  test('may lack errorCode and parameters: a 401 for wrong credentials has its words and an advice', async () => {
    expect(await errorOf(json({ error: 401, reason: 'Unauthorized', detail }), 401)).toMatchObject({
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
    const gone = { error: 410, errorCode: 'VERSION_GONE', detail: 'Gone.' }
    expect(await errorOf(json({ ...gone, parameters: null }), 410)).toMatchObject({
      errorCode: 'VERSION_GONE',
      detail: 'Gone.',
      parameters: [],
    })
    const limits = ['/api/oauth/token', 10, 1]
    expect(await errorOf(json({ ...gone, parameters: limits }), 429)).toHaveProperty(
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
      expect(await errorOf(body, status)).toMatchObject({ status, errorCode: undefined, message })
    }
  })

  test('may be the HTML page of a proxy: a 502', async () => {
    const error = await errorOf('<h1>Bad Gateway</h1>', 502, { 'Content-Type': 'text/html' })
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
  ])('has its code in X-Error-Code where the body has none: %s', async (body, words) => {
    const { advice } = errorCatalogue.GROUP_NOT_FOUND
    expect(await errorOf(body, 404, { 'X-Error-Code': 'GROUP_NOT_FOUND' })).toMatchObject({
      errorCode: 'GROUP_NOT_FOUND',
      advice,
      message: `${get}: 404 GROUP_NOT_FOUND: ${words} ${advice}`,
    })
  })

  test('has the code of its body rather than that of X-Error-Code', async () => {
    const body = json({ error: 404, errorCode: 'EXPORT_BUCKET_NOT_FOUND' })
    const headers = { 'X-Error-Code': 'GROUP_NOT_FOUND' }
    expect(await errorOf(body, 404, headers)).toHaveProperty('errorCode', 'EXPORT_BUCKET_NOT_FOUND')
  })

  test('keeps the violations that are there with the right type', async () => {
    const right = { field: 'bucketName', description: 'too short' }
    const fields = [right, { field: 'x' }, null, 'text', { ...right, field: 7 }]
    const error = await errorOf(json({ error: 400, badRequestDetail: { fields } }), 400)
    expect(error).toHaveProperty('badRequestDetail', { fields: [right] })
    expect(error).toHaveProperty('message', expect.stringContaining('(bucketName: too short)'))
    const none = await errorOf(json({ detail: 'x', badRequestDetail: { fields: null } }), 400)
    expect(none).toHaveProperty('badRequestDetail', {})
  })
})

/** A value for each field, of the right type. */
const right: Required<Pick<ApiError, 'detail' | 'reason' | 'errorCode'>> = {
  detail: 'What went wrong.',
  reason: 'Conflict',
  errorCode: 'SOME_CODE',
}

describe('whichever fields are missing or of another type', () => {
  const other = fc.constantFrom(undefined, null, 7, true, [], {}, { text: 'x' })
  const fieldOf = (value: unknown) => fc.oneof(fc.constant(value), other)
  const body = fc.record({
    error: fieldOf(409),
    detail: fieldOf(right.detail),
    reason: fieldOf(right.reason),
    errorCode: fieldOf(right.errorCode),
    parameters: fieldOf(['a', 7]),
    badRequestDetail: fieldOf({ fields: [] }),
  })

  test('the others are kept', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (fields) => {
        const error = await errorOf(json(fields), 409)
        expect(error).toBeInstanceOf(AtlasApiError)
        for (const [name, value] of Object.entries(right)) {
          const isRight = Reflect.get(fields, name) === value
          expect(error).toHaveProperty(name, isRight ? value : undefined)
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
        const error = await tokenErrorOf(json(fields), 409)
        expect(error).toBeInstanceOf(TokenError)
        const hasCode = fields.errorCode === right.errorCode
        expect(error).toHaveProperty('error', hasCode ? right.errorCode : undefined)
        const words = [fields.detail, fields.reason].find((each) => typeof each === 'string')
        expect(error).toHaveProperty('errorDescription', words)
      }),
    )
  })

  test('any text is an AtlasApiError or a TokenError', async () => {
    const text = fc.oneof(fc.string(), fc.json())
    await fc.assert(
      fc.asyncProperty(text, async (any) => {
        expect(await errorOf(any, 500)).toBeInstanceOf(AtlasApiError)
        expect(await tokenErrorOf(any, 500)).toBeInstanceOf(TokenError)
      }),
    )
  })
})

describe('an error of the token endpoint', () => {
  const path = '/api/oauth/token'

  test('without a body says so, with the advice of its status', async () => {
    expect(await tokenErrorOf(null, 401)).toMatchObject({
      error: undefined,
      advice: credentialsAdvice,
      message: `${path}: 401: the response has no body. ${credentialsAdvice}`,
    })
    expect(await tokenErrorOf('', 500)).toHaveProperty(
      'message',
      `${path}: 500: the response has no body`,
    )
  })

  test('in the words of the Admin API need not have a code', async () => {
    const body = json({ error: 401, reason: 'Unauthorized', detail })
    expect(await tokenErrorOf(body, 401)).toMatchObject({
      error: undefined,
      errorDescription: detail,
      message: `${path}: 401: ${detail} ${credentialsAdvice}`,
    })
  })

  test('has its code in X-Error-Code where the body has none', async () => {
    const error = await tokenErrorOf(null, 429, { 'X-Error-Code': 'RATE_LIMITED' })
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
    expect(await tokenErrorOf(body, 500, { 'X-Error-Code': 'X' })).toMatchObject({
      error: 'server_error',
      errorDescription: 'Unexpected error.',
      message: `${path}: 500 server_error: Unexpected error.`,
    })
  })
})
