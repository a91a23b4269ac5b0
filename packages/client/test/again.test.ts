import {
  type ApiVersion,
  operationPath,
  operations,
  ValidationError,
  vendorMediaType,
} from '@export-buckets/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type AnyFetch,
  type AuthStrategy,
  createClient,
  UnexpectedResponseError,
} from '../src/index.ts'
import { type Answer, bucket, failure, inTurn, noContent, standIn } from './stand-in/atlas.ts'
import { buckets, exportBucketId, groupId, ids } from './stand-in/buckets.ts'
import { clientOf, noAuth, rejection, unsignedClientOf } from './stand-in/client.ts'
import { newestOf } from './stand-in/newest.ts'
import { inPieces } from './stand-in/pieces.ts'

const byMethod: Answer = (c, nth) => (c.req.method === 'DELETE' ? noContent : bucket())(c, nth)

const others = { groupId: 'a'.repeat(24), exportBucketId: 'b'.repeat(24) }

/** Few of each, so that most sequences have the same call twice in a row. */
const call = fc.record({
  method: fc.constantFrom('get', 'delete'),
  groupId: fc.constantFrom(groupId, others.groupId),
  exportBucketId: fc.constantFrom(exportBucketId, others.exportBucketId),
  version: fc.constantFrom<ApiVersion>('2024-05-30', '2025-03-12'),
})

test('whatever was called before, each request is that of its own call', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 12 }), async (calls) => {
      const { client, api } = clientOf({ api: byMethod }, { userAgent: 'again/1' })
      for (const { method, version, ...path } of calls) {
        if (method === 'get') await client.exportBuckets.get({ ...path, version })
        else await client.exportBuckets.delete({ ...path, version })
        const operation = operations[`${method}GroupBackupExportBucket`]
        const { headers, ...sent } = api.at(-1) ?? {}
        expect(sent).toMatchObject({
          method: operation.method,
          path: operationPath(operation, path),
        })
        expect(headers?.get('Accept')).toBe(vendorMediaType(version))
        expect(headers?.get('Authorization')).toBe('Bearer token-1')
        expect(headers?.get('User-Agent')).toBe('again/1')
      }
      expect(api).toHaveLength(calls.length)
    }),
    { numRuns: 50 },
  )
})

test('what cannot be is refused after a call that could, and nothing is sent', async () => {
  const { client, api } = unsignedClientOf()
  await client.exportBuckets.get(ids)
  const wrong = { ...ids, exportBucketId: ids.exportBucketId.toUpperCase() }
  expect(await rejection(client.exportBuckets.get(wrong))).toBeInstanceOf(ValidationError)
  expect(api).toHaveLength(1)
})

test('an answer that breaks the shape is refused after one that did not, and again', async () => {
  const right = bucket(buckets.AWS)
  const wrong = bucket({ ...buckets.AWS, cloudProvider: 'IBM' })
  const { client } = unsignedClientOf({ api: inTurn(right, right, wrong, wrong, right) })
  const answers: unknown[] = []
  for (let times = 0; times < 5; times++) {
    answers.push(await client.exportBuckets.get(ids).catch((error: unknown) => error))
  }
  const refused = expect.any(UnexpectedResponseError)
  expect(answers).toEqual([buckets.AWS, buckets.AWS, refused, refused, buckets.AWS])
})

test('a status that promises a body is refused without a media type, after one that promises none', async () => {
  const { client } = unsignedClientOf({ api: inTurn(noContent, () => new Response(null)) })
  await client.exportBuckets.delete(ids)
  expect(await rejection(client.exportBuckets.delete(ids))).toBeInstanceOf(UnexpectedResponseError)
})

test('what a fetch of the user’s does to the headers stays in its own call', async () => {
  const sent: unknown[] = []
  const { app } = standIn()
  const fetch: AnyFetch = (url, init) => {
    sent.push({ ...Object(init.headers) })
    Object.assign(Object(init.headers), { 'x-trace': '1' })
    return app.request(url, init)
  }
  const options = { auth: noAuth, fetch, version: '2024-05-30' } as const
  for (const { exportBuckets } of [createClient(options), createClient(options)]) {
    for (let times = 0; times < 2; times++) await exportBuckets.get(ids)
  }
  expect(sent).toEqual(Array(4).fill({ accept: vendorMediaType('2024-05-30') }))
})

test('what a fetch of the user’s does to the headers stays out of what a strategy sends again', async () => {
  const { app, api } = standIn()
  const auth: AuthStrategy = {
    wrap: (next) => (request) => next(request).then(() => next(request)),
  }
  const fetch: AnyFetch = (url, init) => {
    const sent = app.request(url, { ...init, headers: { ...Object(init.headers) } })
    Object.assign(Object(init.headers), { 'x-trace': '1' })
    return sent
  }
  await createClient({ auth, fetch }).exportBuckets.get(ids)
  expect(api.map(({ headers }) => headers.get('X-Trace'))).toEqual([null, null])
})

test('what a strategy of the user’s does to the headers stays in its own call, and in its own attempt', async () => {
  const { app, api } = standIn({ api: inTurn(failure('SERVICE_UNAVAILABLE'), bucket()) })
  let tokens = 0
  const auth: AuthStrategy = {
    wrap: (next) => (request) => {
      tokens++
      Object.assign(request.headers, { authorization: `Bearer ${tokens}`, ...request.headers })
      return next(request)
    },
  }
  const client = createClient({ auth, fetch: app.request, retry: { baseDelay: 0 } })
  for (let times = 0; times < 2; times++) await client.exportBuckets.get(ids)
  const sent = api.map(({ headers }) => headers.get('Authorization'))
  expect(sent).toEqual(['Bearer 1', 'Bearer 2', 'Bearer 3'])
})

test('an answer that comes in pieces is one, wherever it is cut', async () => {
  const body = { ...buckets.AWS, region: 'Zürich' }
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  const within = bytes.indexOf(0xc3) + 1
  const headers = { 'Content-Type': vendorMediaType('2024-05-30') }
  const api = () =>
    new Response(inPieces([bytes.slice(0, within), bytes.slice(within)]), { headers })
  const { client } = unsignedClientOf({ api })
  expect(await client.exportBuckets.get(ids)).toEqual(body)
})

test('the same answer again is another object', async () => {
  const { client } = unsignedClientOf()
  const [first, second] = [await client.exportBuckets.get(ids), await client.exportBuckets.get(ids)]
  expect(second).toEqual(first)
  expect(second).not.toBe(first)
})

test('the same body in a version that was not asked for is refused', async () => {
  const body = JSON.stringify(buckets.AWS)
  const as =
    (version: string): Answer =>
    (c) =>
      c.body(body, 200, { 'Content-Type': vendorMediaType(version) })
  const { client } = unsignedClientOf({
    api: inTurn(as(newestOf('getGroupBackupExportBucket')), as('2023-01-01')),
  })
  expect(await client.exportBuckets.get(ids)).toEqual(buckets.AWS)
  expect(await rejection(client.exportBuckets.get(ids))).toBeInstanceOf(UnexpectedResponseError)
})
