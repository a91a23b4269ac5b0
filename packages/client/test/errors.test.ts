import {
  apiError,
  type ErrorName,
  errorCatalogue,
  errorCodeOf,
  errorStatuses,
  operations,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { AtlasApiError, createClient, isClientError, NetworkError } from '../src/index.ts'
import { type Answer, errorBody, failure, unavailable } from './stand-in/atlas.ts'
import { groupId, ids } from './stand-in/buckets.ts'
import { calls, operationIds } from './stand-in/calls.ts'
import { clientOf, noAuth, rejection } from './stand-in/client.ts'
import { listen } from './stand-in/listen.ts'

const names: ErrorName[] = Object.keys(errorCatalogue).filter(
  (name): name is ErrorName => name in errorCatalogue,
)

async function errorOf(api: Answer) {
  return rejection(clientOf({ api }, { auth: noAuth, retry: false }).client.exportBuckets.get(ids))
}

describe('an error above 500 of what may be done only once', () => {
  test.each(operationIds)('%s says that it may have been done all the same', async (id) => {
    const { client } = clientOf(
      { api: failure('SERVICE_UNAVAILABLE') },
      { auth: noAuth, retry: false },
    )
    const isChange = ['POST', 'PATCH'].includes(operations[id].method)
    expect(await rejection(calls[id](client))).toMatchObject({
      status: 503,
      advice: isChange
        ? 'The change may have been made all the same: look before you repeat it.'
        : 'Wait for as many seconds as Retry-After says.',
    })
  })
})

describe('isClientError', () => {
  test('tells errors of the client', async () => {
    const { client } = clientOf({ api: failure('GROUP_NOT_FOUND') }, { auth: noAuth })
    expect(isClientError(await rejection(client.exportBuckets.get(ids)))).toBe(true)
    const refused = client.exportBuckets.get({ ...ids, groupId: 'x' })
    expect(isClientError(await rejection(refused))).toBe(true)
  })

  test.each([new TypeError('no'), { code: 'TIMEOUT' }, 'TIMEOUT', undefined])(
    'from anything else: %s',
    (other) => {
      expect(isClientError(other)).toBe(false)
    },
  )
})

describe('an error of Atlas', () => {
  test.each(names)('%s is an AtlasApiError with all that Atlas said', async (name) => {
    const { status, advice } = errorCatalogue[name]
    const errorCode = errorCodeOf(name)
    const body = errorBody(name)
    const error = await errorOf((c) => c.json(body, status))
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
    const words = [body.detail, advice].filter(Boolean).join(' ')
    expect(error).toHaveProperty(
      'message',
      `getGroupBackupExportBucket: ${[status, errorCode].filter(Boolean).join(' ')}: ${words}`,
    )
  })

  test.each(operationIds)(
    'of %s names the operation, whichever of its errors it is',
    async (id) => {
      const ofIt = names.filter((name) => errorStatuses[id].includes(errorCatalogue[name].status))
      expect(ofIt.length).toBeGreaterThan(10)
      for (const name of ofIt) {
        const { client } = clientOf({ api: failure(name) }, { auth: noAuth, retry: false })
        const error = await rejection(calls[id](client))
        const { status } = errorCatalogue[name]
        expect(error).toBeInstanceOf(AtlasApiError)
        expect(error).toMatchObject({ operationId: id, status, errorCode: errorCodeOf(name) })
        expect(error).toHaveProperty('message', expect.stringMatching(`^${id}: ${status}\\b`))
      }
    },
  )

  test('reads as one sentence of what, where and what to do', async () => {
    const error = await errorOf((c) =>
      c.json(apiError('GROUP_NOT_FOUND', { parameters: [groupId] }), 404),
    )
    expect(String(error)).toBe(
      `AtlasApiError: getGroupBackupExportBucket: 404 GROUP_NOT_FOUND: No group with ID ${groupId} exists. The project may exist: one in which the caller has no role answers the same.`,
    )
  })

  test('names the fields that break a rule', async () => {
    const fields = [{ field: 'bucketName', description: 'size must be between 3 and 63' }]
    const error = await errorOf((c) =>
      c.json(apiError('VALIDATION_ERROR', { parameters: ['x'], fields }), 400),
    )
    expect(error).toHaveProperty('badRequestDetail', { fields })
    expect(error).toHaveProperty(
      'message',
      expect.stringContaining('(bucketName: size must be between 3 and 63)'),
    )
  })

  test('tells Retry-After in seconds', async () => {
    const error = await errorOf(failure('RATE_LIMITED', { 'Retry-After': '90' }))
    expect(error).toHaveProperty('retryAfter', 90)
    expect(error).toHaveProperty('message', expect.stringMatching(/ Retry-After: 90 s\.$/))
  })

  test('tells a Retry-After that has passed as 0', async () => {
    const past = { 'Retry-After': 'Thu, 1 Jan 2026 00:00:00 GMT' }
    expect(await errorOf(failure('RATE_LIMITED', past))).toHaveProperty('retryAfter', 0)
  })

  test('tells X-Request-Id', async () => {
    expect(await errorOf(failure('UNEXPECTED_ERROR', { 'X-Request-Id': 'r-1' }))).toHaveProperty(
      'requestId',
      'r-1',
    )
  })

  test('without detail is told by its reason', async () => {
    const error = await errorOf((c) =>
      c.json({ error: 409, errorCode: 'OTHER', reason: 'Conflict' }, 409),
    )
    expect(error).toHaveProperty('message', 'getGroupBackupExportBucket: 409 OTHER: Conflict')
  })

  test('without a word is told by its code', async () => {
    const error = await errorOf((c) => c.json({ error: 409, errorCode: 'OTHER' }, 409))
    expect(error).toHaveProperty('message', 'getGroupBackupExportBucket: 409 OTHER')
  })

  test('with null for what it does not say is one nevertheless', async () => {
    const said = { error: 404, errorCode: 'GROUP_NOT_FOUND' }
    const nothing = { detail: null, reason: null, badRequestDetail: null }
    const error = await errorOf((c) => c.json({ ...said, ...nothing }, 404))
    expect(error).toMatchObject({ errorCode: 'GROUP_NOT_FOUND', advice: expect.any(String) })
    for (const key of Object.keys(nothing)) expect(error).toHaveProperty(key, undefined)
  })
})

describe('an error that is not Atlas’s is an AtlasApiError with the status', () => {
  const html = '<html>\n<body>Bad   Gateway</body></html>'
  test.each<[string, Answer, string]>([
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
    const error = await errorOf(api)
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
    const error = await errorOf(unavailable(300))
    expect(error).toBeInstanceOf(AtlasApiError)
    expect(error).toHaveProperty('status', 300)
  })

  test('and the code that X-Error-Code tells', async () => {
    const error = await errorOf(
      () => new Response(null, { status: 404, headers: { 'X-Error-Code': 'GROUP_NOT_FOUND' } }),
    )
    expect(error).toMatchObject({
      status: 404,
      errorCode: 'GROUP_NOT_FOUND',
      advice: errorCatalogue.GROUP_NOT_FOUND.advice,
    })
  })

  test('for a huge body, of which it reads 64 KiB and shows 500 characters', async () => {
    let pulled = 0
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1024
        controller.enqueue(new TextEncoder().encode('x'.repeat(1024)))
      },
    })
    const error = await errorOf(() => new Response(endless, { status: 500 }))
    expect(error).toHaveProperty('status', 500)
    expect(String(error).length).toBeLessThan(600)
    expect(String(error)).toMatch(/x{400}…$/)
    expect(pulled).toBeLessThanOrEqual(66 * 1024)
  })
})

describe('a network failure is a NetworkError', () => {
  test('that says what the connection died of, and keeps the cause', async () => {
    const baseUrl = await listen(({ socket }) => socket.destroy())
    const client = createClient({ auth: noAuth, baseUrl, retry: false })
    const error = await rejection(client.exportBuckets.get(ids))
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
  ])('for %s', async (_, fetch, words) => {
    const client = createClient({ auth: noAuth, fetch, retry: false })
    expect(await rejection(client.exportBuckets.get(ids))).toHaveProperty(
      'message',
      expect.stringMatching(`: no whole answer: ${words}$`),
    )
  })
})

test('a fault of a strategy stays what it is', async () => {
  const fault = new RangeError('mine')
  const { client } = clientOf({}, { auth: { wrap: () => () => Promise.reject(fault) } })
  expect(await rejection(client.exportBuckets.get(ids))).toBe(fault)
})
