import {
  apiError,
  type ErrorName,
  errorCatalogue,
  errorStatuses,
  operations,
  toErrorCode,
} from '@export-buckets/core'
import { listen } from '@export-buckets/test-support/listen'
import { describe, expect, test } from 'vitest'
import { AtlasApiError, createClient, isClientError, NetworkError } from '../src/index.ts'
import { groupId, ids } from './fakes/buckets.ts'
import {
  catalogueErrorBody,
  type FakeHandler,
  respondWithError,
  respondWithStatus,
} from './fakes/fake-atlas.ts'
import { operationCalls, operationIds } from './fakes/operation-calls.ts'
import { catchRejection, createTestClient, noAuth } from './fakes/test-client.ts'

const names: ErrorName[] = Object.keys(errorCatalogue).filter(
  (name): name is ErrorName => name in errorCatalogue,
)

async function catchApiError(api: FakeHandler) {
  return catchRejection(
    createTestClient({ api }, { auth: noAuth, retry: false }).client.exportBuckets.get(ids),
  )
}

describe('a 5xx of a request that is not idempotent', () => {
  test.each(operationIds)(
    'the advice for %s says that the change may have been applied',
    async (id) => {
      const { client } = createTestClient(
        { api: respondWithError('SERVICE_UNAVAILABLE') },
        { auth: noAuth, retry: false },
      )
      const isNonIdempotent = ['POST', 'PATCH'].includes(operations[id].method)
      expect(await catchRejection(operationCalls[id].call(client))).toMatchObject({
        status: 503,
        advice: isNonIdempotent
          ? 'The change may have been applied: check before you retry.'
          : 'Wait for the number of seconds in Retry-After.',
      })
    },
  )
})

describe('isClientError', () => {
  test('isClientError is true for the errors of this package', async () => {
    const { client } = createTestClient(
      { api: respondWithError('GROUP_NOT_FOUND') },
      { auth: noAuth },
    )
    expect(isClientError(await catchRejection(client.exportBuckets.get(ids)))).toBe(true)
    const call = client.exportBuckets.get({ ...ids, groupId: 'x' })
    expect(isClientError(await catchRejection(call))).toBe(true)
  })

  test.each([new TypeError('no'), { code: 'TIMEOUT' }, 'TIMEOUT', undefined])(
    'isClientError is false for %s',
    (foreignError) => {
      expect(isClientError(foreignError)).toBe(false)
    },
  )
})

/** The advice for a missing role ends with the role of the operation. */
const expectedAdvice = (name: ErrorName) =>
  name === 'USER_UNAUTHORIZED'
    ? `${errorCatalogue[name].advice} getGroupBackupExportBucket requires GROUP_READ_ONLY.`
    : errorCatalogue[name].advice

describe('AtlasApiError', () => {
  test.each(names)('%s is an AtlasApiError with all fields of the body', async (name) => {
    const { status } = errorCatalogue[name]
    const errorCode = toErrorCode(name)
    const advice = expectedAdvice(name)
    const body = catalogueErrorBody(name)
    const error = await catchApiError((c) => c.json(body, status))
    expect(error).toBeInstanceOf(AtlasApiError)
    expect(error).toMatchObject({
      code: 'ATLAS_API_ERROR',
      operationId: 'getGroupBackupExportBucket',
      status,
      errorCode,
      detail: body.detail,
      reason: body.reason,
      parameters: body.parameters ?? [],
      advice,
      retryAfter: undefined,
    })
    const expectedText = [body.detail, advice].filter(Boolean).join(' ')
    expect(error).toHaveProperty(
      'message',
      `getGroupBackupExportBucket: ${[status, errorCode].filter(Boolean).join(' ')}: ${expectedText}`,
    )
  })

  test.each(operationIds)('an error of %s names the operation', async (id) => {
    const operationErrors = names.filter((name) =>
      errorStatuses[id].includes(errorCatalogue[name].status),
    )
    expect(operationErrors.length).toBeGreaterThan(10)
    for (const name of operationErrors) {
      const { client } = createTestClient(
        { api: respondWithError(name) },
        { auth: noAuth, retry: false },
      )
      const error = await catchRejection(operationCalls[id].call(client))
      const { status } = errorCatalogue[name]
      expect(error).toBeInstanceOf(AtlasApiError)
      expect(error).toMatchObject({ operationId: id, status, errorCode: toErrorCode(name) })
      expect(error).toHaveProperty('message', expect.stringMatching(`^${id}: ${status}\\b`))
    }
  })

  test('the message has the operation, the status, the description and the advice', async () => {
    const error = await catchApiError((c) =>
      c.json(apiError('GROUP_NOT_FOUND', { parameters: [groupId] }), 404),
    )
    expect(String(error)).toBe(
      `AtlasApiError: getGroupBackupExportBucket: 404 GROUP_NOT_FOUND: No group with ID ${groupId} exists. The project may exist: the error is the same when the caller has no role in it.`,
    )
  })

  test('a missing role with another status than 401 is named without further advice', async () => {
    const error = await catchApiError((c) => c.json({ errorCode: 'USER_UNAUTHORIZED' }, 403))
    expect(error).toHaveProperty('advice', 'getGroupBackupExportBucket requires GROUP_READ_ONLY.')
  })

  test('the message lists the invalid fields', async () => {
    const fields = [{ field: 'bucketName', description: 'size must be between 3 and 63' }]
    const error = await catchApiError((c) =>
      c.json(apiError('VALIDATION_ERROR', { parameters: ['x'], fields }), 400),
    )
    expect(error).toHaveProperty('badRequestDetail', { fields })
    expect(error).toHaveProperty(
      'message',
      expect.stringContaining('(bucketName: size must be between 3 and 63)'),
    )
  })

  test('retryAfter is Retry-After in seconds', async () => {
    const error = await catchApiError(respondWithError('RATE_LIMITED', { 'Retry-After': '90' }))
    expect(error).toHaveProperty('retryAfter', 90)
    expect(error).toHaveProperty('message', expect.stringMatching(/ Retry-After: 90 s\.$/))
  })

  test('retryAfter is 0 for a date in the past', async () => {
    const pastRetryAfter = { 'Retry-After': 'Thu, 1 Jan 2026 00:00:00 GMT' }
    expect(await catchApiError(respondWithError('RATE_LIMITED', pastRetryAfter))).toHaveProperty(
      'retryAfter',
      0,
    )
  })

  test('requestId is X-Request-Id', async () => {
    expect(
      await catchApiError(respondWithError('UNEXPECTED_ERROR', { 'X-Request-Id': 'r-1' })),
    ).toHaveProperty('requestId', 'r-1')
  })

  test('the message has the reason when there is no detail', async () => {
    const error = await catchApiError((c) =>
      c.json({ error: 409, errorCode: 'OTHER', reason: 'Conflict' }, 409),
    )
    expect(error).toHaveProperty('message', 'getGroupBackupExportBucket: 409 OTHER: Conflict')
  })

  test('the message has the code when there is no detail or reason', async () => {
    const error = await catchApiError((c) => c.json({ error: 409, errorCode: 'OTHER' }, 409))
    expect(error).toHaveProperty('message', 'getGroupBackupExportBucket: 409 OTHER')
  })

  test('a body whose fields are null is an AtlasApiError', async () => {
    const knownFields = { error: 404, errorCode: 'GROUP_NOT_FOUND' }
    const nullFields = { detail: null, reason: null, badRequestDetail: null }
    const error = await catchApiError((c) => c.json({ ...knownFields, ...nullFields }, 404))
    expect(error).toMatchObject({ errorCode: 'GROUP_NOT_FOUND', advice: expect.any(String) })
    for (const key of Object.keys(nullFields)) expect(error).toHaveProperty(key, undefined)
  })
})

describe('an HTTP error that is not from Atlas', () => {
  const html = '<html>\n<body>Bad   Gateway</body></html>'
  test.each<[string, FakeHandler, string]>([
    [
      'HTML',
      (c) => c.html(html, 502),
      `(text/html; charset=UTF-8): <html> <body>Bad Gateway</body></html>`,
    ],
    ['empty', () => new Response(null, { status: 502 }), '502: the response has no body'],
    ['truncated JSON', (c) => c.body('{"error":502,', 502), ': {"error":502,'],
    [
      'JSON of another shape',
      (c) => c.json({ message: 'no' }, 502),
      '(application/json): {"message":"no"}',
    ],
  ])('a body that is %s is an AtlasApiError with the status', async (_, api, text) => {
    const error = await catchApiError(api)
    expect(error).toBeInstanceOf(AtlasApiError)
    expect(error).toMatchObject({
      status: 502,
      errorCode: undefined,
      detail: undefined,
      parameters: [],
    })
    expect(error).toHaveProperty('message', expect.stringContaining(text))
  })

  test('status 300, neither a success nor a redirect, is an AtlasApiError', async () => {
    const error = await catchApiError(respondWithStatus(300))
    expect(error).toBeInstanceOf(AtlasApiError)
    expect(error).toHaveProperty('status', 300)
  })

  test('errorCode is X-Error-Code when the body has none', async () => {
    const error = await catchApiError(
      () => new Response(null, { status: 404, headers: { 'X-Error-Code': 'GROUP_NOT_FOUND' } }),
    )
    expect(error).toMatchObject({
      status: 404,
      errorCode: 'GROUP_NOT_FOUND',
      advice: errorCatalogue.GROUP_NOT_FOUND.advice,
    })
  })

  test('64 KiB of a large body are read, and 500 characters are shown', async () => {
    let pullCount = 0
    const endless = new ReadableStream({
      pull(controller) {
        pullCount += 1024
        controller.enqueue(new TextEncoder().encode('x'.repeat(1024)))
      },
    })
    const error = await catchApiError(() => new Response(endless, { status: 500 }))
    expect(error).toHaveProperty('status', 500)
    expect(String(error).length).toBeLessThan(600)
    expect(String(error)).toMatch(/x{400}…$/)
    expect(pullCount).toBeLessThanOrEqual(66 * 1024)
  })
})

describe('NetworkError', () => {
  test('the message has the root cause, and cause has the error', async () => {
    const baseUrl = await listen(({ socket }) => socket.destroy())
    const client = createClient({ auth: noAuth, baseUrl, retry: false })
    const error = await catchRejection(client.exportBuckets.get(ids))
    expect(error).toBeInstanceOf(NetworkError)
    expect(error).toMatchObject({
      code: 'NETWORK_ERROR',
      method: 'GET',
      cause: expect.any(TypeError),
    })
    expect(error).toHaveProperty(
      'message',
      expect.stringMatching(/: request failed: (?!fetch failed)/),
    )
  })

  test.each([
    [
      'a body that breaks off',
      () => new Response(new ReadableStream({ start: (c) => c.error(new Error('gone')) })),
      'gone',
    ],
    ['a rejection with a string', () => Promise.reject('offline'), 'offline'],
    ['an error without a message', () => Promise.reject(new TypeError()), 'TypeError'],
  ])('%s is a NetworkError', async (_, fetch, expectedText) => {
    const client = createClient({ auth: noAuth, fetch, retry: false })
    expect(await catchRejection(client.exportBuckets.get(ids))).toHaveProperty(
      'message',
      expect.stringMatching(`: request failed: ${expectedText}$`),
    )
  })
})

test('an error that a strategy throws is not wrapped', async () => {
  const hookError = new RangeError('mine')
  const { client } = createTestClient({}, { auth: { wrap: () => () => Promise.reject(hookError) } })
  expect(await catchRejection(client.exportBuckets.get(ids))).toBe(hookError)
})
