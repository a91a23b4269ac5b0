import fc from 'fast-check'
import { Hono } from 'hono'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type AuthStrategy, createAtlasFetch, createClient } from '../src/index.ts'
import { parsedOnce } from '../src/transport/parsed-once.ts'
import { standIn } from './stand-in/atlas.ts'
import { ids } from './stand-in/buckets.ts'
import { noAuth } from './stand-in/client.ts'
import { listenTo } from './stand-in/listen.ts'

/** A server that answers what it was sent. */
const echoing = () =>
  listenTo(
    new Hono().all('*', async ({ req }) =>
      Response.json([req.method, req.path, req.header('a'), req.header('b'), await req.text()]),
    ),
  )

interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: string | null
}

const headers: fc.Arbitrary<Record<string, string>> = fc.constantFrom<Record<string, string>>(
  {},
  { a: '1' },
  { a: '2' },
  { a: '1', b: '1' },
)
const sent: fc.Arbitrary<Sent> = fc.oneof(
  fc.record({
    method: fc.constantFrom('GET', 'DELETE'),
    path: fc.constantFrom('/x', '/y'),
    headers,
    body: fc.constant(null),
  }),
  fc.record({
    method: fc.constant('POST'),
    path: fc.constant('/x'),
    headers,
    body: fc.constantFrom('one', 'two', ''),
  }),
)

const emptyPost: Sent = { method: 'POST', path: '/x', headers: {}, body: '' }

/** What has all headers of the one before it is not the same while it has more, nor is what has fewer. */
const withMoreHeaders: Sent[] = [{ a: '1' }, { a: '1', b: '1' }, { a: '1' }].map((headers) => ({
  method: 'GET',
  path: '/x',
  headers,
  body: null,
}))

test('whatever was sent before, each request is the one that was asked for', async () => {
  const [baseUrl, fetch] = [await echoing(), parsedOnce(globalThis.fetch)]
  await fc.assert(
    fc.asyncProperty(fc.array(sent, { maxLength: 12 }), async (all) => {
      for (const { path, ...init } of all) {
        const answer = await fetch(baseUrl + path, { ...init, redirect: 'manual' })
        const { method, headers, body } = init
        const [a = null, b = null] = [headers['a'], headers['b']]
        expect(await answer.json()).toEqual([method, path, a, b, body ?? ''])
      }
    }),
    { numRuns: 50, examples: [[Array(3).fill(emptyPost)], [withMoreHeaders]] },
  )
})

test('the third of the same requests, too, ends with its own signal and with no other one', async () => {
  const [url, fetch] = [await echoing(), parsedOnce(globalThis.fetch)]
  const init = { method: 'GET', headers: { a: '1' } }
  const before = new AbortController()
  for (let times = 0; times < 2; times++) await fetch(url, { ...init, signal: before.signal })
  before.abort()
  expect((await fetch(url, { ...init, signal: new AbortController().signal })).status).toBe(200)
  const own = AbortSignal.abort(new Error('enough'))
  await expect(fetch(url, { ...init, signal: own })).rejects.toThrow('enough')
})

test('a request that differs by how redirects are taken is another one', async () => {
  const app = new Hono().get('/from', (c) => c.redirect('/to')).get('/to', (c) => c.text('there'))
  const [baseUrl, fetch] = [await listenTo(app), parsedOnce(globalThis.fetch)]
  const statusOf = async (redirect: 'manual' | 'follow') =>
    (await fetch(`${baseUrl}/from`, { method: 'GET', redirect })).status
  const statuses = [await statusOf('follow'), await statusOf('follow'), await statusOf('manual')]
  expect(statuses).toEqual([200, 200, 302])
})

describe('a fetch that has taken the place of the global one', () => {
  /** Answers what it was called with. */
  const replaced = (url: unknown) => Promise.resolve(Response.json(url))
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  test('sends what is sent from then on, as it is', async () => {
    const [url, fetch] = [await echoing(), parsedOnce(globalThis.fetch)]
    const init = { method: 'GET', headers: { a: '1' } }
    for (let times = 0; times < 3; times++) await fetch(url, init)
    vi.stubGlobal('fetch', replaced)
    for (let times = 0; times < 3; times++) expect(await (await fetch(url, init)).json()).toBe(url)
    vi.unstubAllGlobals()
    expect(await (await fetch(url, init)).json()).toEqual(['GET', '/', '1', null, ''])
  })

  test.each<[string, (auth: AuthStrategy) => () => Promise<unknown>]>([
    [
      'createClient',
      (auth) =>
        createClient({ auth, version: '2024-05-30' }).exportBuckets.get.bind(undefined, ids),
    ],
    ['createAtlasFetch', (auth) => createAtlasFetch({ auth }).bind(undefined, '/')],
  ])('is what %s sends by', async (_, callOf) => {
    const { app, api } = standIn()
    const call = callOf(noAuth)
    vi.stubGlobal('fetch', app.request)
    await call()
    expect(api).toHaveLength(1)
  })
})
