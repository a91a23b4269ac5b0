import {
  apiError,
  type ErrorName,
  errorCatalogue,
  errorStatuses,
  operations,
  toErrorCode,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { AtlasApiError, createClient, isClientError, NetworkError } from '../src/index.ts'
import { groupId, ids } from './fakes/buckets.ts'
import {
  catalogueErrorBody,
  type FakeHandler,
  respondWithError,
  respondWithStatus,
} from './fakes/fake-atlas.ts'
import { listen } from './fakes/listen.ts'
import { callByOperation, operationIds } from './fakes/operation-calls.ts'
import { catchRejection, createTestClient, noAuth } from './fakes/test-client.ts'

const names: ErrorName[] = Object.keys(errorCatalogue).filter(
  (name): name is ErrorName => name in errorCatalogue,
)

async function catchApiError(api: FakeHandler) {
  return catchRejection(
    createTestClient({ api }, { auth: noAuth, retry: false }).client.exportBuckets.get(ids),
  )
}

describe('an error above 500 of what may be done only once', () => {
  test.each(operationIds)('%s says that it may have been done all the same', async (id) => {
    const { client } = createTestClient(
      { api: respondWithError('SERVICE_UNAVAILABLE') },
      { auth: noAuth, retry: false },
    )
    const isNonIdempotent = ['POST', 'PATCH'].includes(operations[id].method)
    expect(await catchRejection(callByOperation[id](client))).toMatchObject({
      status: 503,
      advice: isNonIdempotent
        ? 'The change may have been made all the same: look before you repeat it.'
        : 'Wait for as many seconds as Retry-After says.',
    })
  })
})

describe('isClientError', () => {
  test('tells errors of the client', async () => {
    const { client } = createTestClient(
      { api: respondWithError('GROUP_NOT_FOUND') },
      { auth: noAuth },
    )
    expect(isClientError(await catchRejection(client.exportBuckets.get(ids)))).toBe(true)
    const call = client.exportBuckets.get({ ...ids, groupId: 'x' })
    expect(isClientError(await catchRejection(call))).toBe(true)
  })

  test.each([new TypeError('no'), { code: 'TIMEOUT' }, 'TIMEOUT', undefined])(
    'from anything else: %s',
    (foreignError) => {
      expect(isClientError(foreignError)).toBe(false)
    },
  )
})

describe('an error of Atlas', () => {
  test.each(names)('%s is an AtlasApiError with all that Atlas said', async (name) => {
    const { status, advice } = errorCatalogue[name]
    const errorCode = toErrorCode(name)
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

  test.each(operationIds)(
    'of %s names the operation, whichever of its errors it is',
    async (id) => {
      const operationErrors = names.filter((name) =>
        errorStatuses[id].includes(errorCatalogue[name].status),
      )
      expect(operationErrors.length).toBeGreaterThan(10)
      for (const name of operationErrors) {
        const { client } = createTestClient(
          { api: respondWithError(name) },
          { auth: noAuth, retry: false },
        )
        const error = await catchRejection(callByOperation[id](client))
        const { status } = errorCatalogue[name]
        expect(error).toBeInstanceOf(AtlasApiError)
        expect(error).toMatchObject({ operationId: id, status, errorCode: toErrorCode(name) })
        expect(error).toHaveProperty('message', expect.stringMatching(`^${id}: ${status}\\b`))
      }
    },
  )

  test('reads as one sentence of what, where and what to do', async () => {
    const error = await catchApiError((c) =>
      c.json(apiError('GROUP_NOT_FOUND', { parameters: [groupId] }), 404),
    )
    expect(String(error)).toBe(
      `AtlasApiError: getGroupBackupExportBucket: 404 GROUP_NOT_FOUND: No group with ID ${groupId} exists. The project may exist: one in which the caller has no role answers the same.`,
    )
  })

  test('names the fields that break a rule', async () => {
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

  test('tells Retry-After in seconds', async () => {
    const error = await catchApiError(respondWithError('RATE_LIMITED', { 'Retry-After': '90' }))
    expect(error).toHaveProperty('retryAfter', 90)
    expect(error).toHaveProperty('message', expect.stringMatching(/ Retry-After: 90 s\.$/))
  })

  test('tells a Retry-After that has passed as 0', async () => {
    const pastRetryAfter = { 'Retry-After': 'Thu, 1 Jan 2026 00:00:00 GMT' }
    expect(await catchApiError(respondWithError('RATE_LIMITED', pastRetryAfter))).toHaveProperty(
      'retryAfter',
      0,
    )
  })

  test('tells X-Request-Id', async () => {
    expect(
      await catchApiError(respondWithError('UNEXPECTED_ERROR', { 'X-Request-Id': 'r-1' })),
    ).toHaveProperty('requestId', 'r-1')
  })

  test('without detail is told by its reason', async () => {
    const error = await catchApiError((c) =>
      c.json({ error: 409, errorCode: 'OTHER', reason: 'Conflict' }, 409),
    )
    expect(error).toHaveProperty('message', 'getGroupBackupExportBucket: 409 OTHER: Conflict')
  })

  test('without a word is told by its code', async () => {
    const error = await catchApiError((c) => c.json({ error: 409, errorCode: 'OTHER' }, 409))
    expect(error).toHaveProperty('message', 'getGroupBackupExportBucket: 409 OTHER')
  })

  test('with null for what it does not say is one nevertheless', async () => {
    const knownFields = { error: 404, errorCode: 'GROUP_NOT_FOUND' }
    const nullFields = { detail: null, reason: null, badRequestDetail: null }
    const error = await catchApiError((c) => c.json({ ...knownFields, ...nullFields }, 404))
    expect(error).toMatchObject({ errorCode: 'GROUP_NOT_FOUND', advice: expect.any(String) })
    for (const key of Object.keys(nullFields)) expect(error).toHaveProperty(key, undefined)
  })
})

describe('an error that is not Atlas’s is an AtlasApiError with the status', () => {
  const html = '<html>\n<body>Bad   Gateway</body></html>'
  test.each<[string, FakeHandler, string]>([
    [
      'HTML',
      (c) => c.html(html, 502),
      `(text/html; charset=UTF-8): <html> <body>Bad Gateway</body></html>`,
    ],
    ['nothing', () => new Response(null, { status: 502 }), '502: the response has no body'],
    ['truncated JSON', (c) => c.body('{"error":502,', 502), ': {"error":502,'],
    [
      'JSON of another shape',
      (c) => c.json({ message: 'no' }, 502),
      '(application/json): {"message":"no"}',
    ],
  ])('for %s', async (_, api, text) => {
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

  test('for 300, which is no success and no redirect', async () => {
    const error = await catchApiError(respondWithStatus(300))
    expect(error).toBeInstanceOf(AtlasApiError)
    expect(error).toHaveProperty('status', 300)
  })

  test('and the code that X-Error-Code tells', async () => {
    const error = await catchApiError(
      () => new Response(null, { status: 404, headers: { 'X-Error-Code': 'GROUP_NOT_FOUND' } }),
    )
    expect(error).toMatchObject({
      status: 404,
      errorCode: 'GROUP_NOT_FOUND',
      advice: errorCatalogue.GROUP_NOT_FOUND.advice,
    })
  })

  test('for a huge body, of which it reads 64 KiB and shows 500 characters', async () => {
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

describe('a network failure is a NetworkError', () => {
  test('that says what the connection died of, and keeps the cause', async () => {
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
      expect.stringMatching(/: no whole answer: (?!fetch failed)/),
    )
  })

  test.each([
    [
      'a body that breaks off',
      () => new Response(new ReadableStream({ start: (c) => c.error(new Error('gone')) })),
      'gone',
    ],
    ['a fetch that throws no Error', () => Promise.reject('offline'), 'offline'],
    ['a nameless one', () => Promise.reject(new TypeError()), 'TypeError'],
  ])('for %s', async (_, fetch, expectedText) => {
    const client = createClient({ auth: noAuth, fetch, retry: false })
    expect(await catchRejection(client.exportBuckets.get(ids))).toHaveProperty(
      'message',
      expect.stringMatching(`: no whole answer: ${expectedText}$`),
    )
  })
})

test('a fault of a strategy stays what it is', async () => {
  const hookError = new RangeError('mine')
  const { client } = createTestClient({}, { auth: { wrap: () => () => Promise.reject(hookError) } })
  expect(await catchRejection(client.exportBuckets.get(ids))).toBe(hookError)
})
