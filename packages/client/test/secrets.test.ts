import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { excerpt } from '../src/excerpt.ts'
import { apiKey, createClient } from '../src/index.ts'
import { type Answer, failure, standIn } from './stand-in/atlas.ts'
import { ids } from './stand-in/buckets.ts'
import { account, clientId, clientSecret, rejection } from './stand-in/client.ts'

const privateKey = '4297fc77-1592-4de8-a6d5-a8c32401df87'
const token = 'eyJhbGciOiJIUzI1NiJ9.token'
const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
const secrets = [clientSecret, basic, token, privateKey]

/** All that a log could show of a value. */
function everything(value: unknown): string {
  const deep = inspect(value, {
    depth: Number.POSITIVE_INFINITY,
    showHidden: true,
    getters: true,
    maxStringLength: null,
  })
  return [
    deep,
    JSON.stringify(value),
    String(value),
    value instanceof Error ? value.stack : '',
  ].join('\n')
}

function expectNoSecret(value: unknown) {
  const shown = everything(value)
  for (const secret of secrets) expect(shown).not.toContain(secret)
}

const giveToken: Answer = (c) =>
  c.json({ access_token: token, expires_in: 3600, token_type: 'Bearer' })

/** Answers with the request's own headers, as a debugging proxy might. */
const echo =
  (status: 200 | 500, contentType: string): Answer =>
  (c) =>
    c.body(`authorization: ${c.req.header('Authorization')}`, status, {
      'Content-Type': contentType,
    })

async function called(options: Parameters<typeof standIn>[0]) {
  const auth = account()
  const client = createClient({
    auth,
    fetch: standIn({ token: giveToken, ...options }).app.request,
    retry: false,
  })
  return { auth, client, outcome: await rejection(client.exportBuckets.get(ids)) }
}

describe('no secret shows', () => {
  test('in a client and its strategy, before and after a call', async () => {
    const auth = account()
    const client = createClient({ auth, fetch: standIn({ token: giveToken }).app.request })
    for (const value of [auth, client]) expectNoSecret(value)
    await client.exportBuckets.get(ids)
    for (const value of [auth, client]) expectNoSecret(value)
  })

  test('in the strategy of an API key', () => {
    const auth = apiKey({ publicKey: 'abcdefgh', privateKey })
    for (const value of [auth, createClient({ auth })]) expectNoSecret(value)
  })

  const vendor = 'application/vnd.atlas.2024-05-30+json'
  test.each<[string, Parameters<typeof standIn>[0]]>([
    ['an AtlasApiError', { api: failure('UNAUTHORIZED') }],
    ['an AtlasApiError of a proxy that echoes the request', { api: echo(500, 'text/plain') }],
    ['an UnexpectedResponseError of an echo', { api: echo(200, 'text/plain') }],
    ['an UnexpectedResponseError of an echo in the right version', { api: echo(200, vendor) }],
    ['a TokenError', { token: (c) => c.json({ error: 'invalid_client' }, 401) }],
    ['a TokenError of an echo', { token: echo(500, 'text/plain') }],
    [
      'a TokenError of a malformed token',
      { token: (c) => c.json({ access_token: `${token}\n`, expires_in: 9, token_type: 'Bearer' }) },
    ],
    [
      'a RedirectError',
      { api: (c) => c.redirect(`https://example.com/?${c.req.header('Authorization')}`) },
    ],
  ])('in %s', async (_, options) => {
    const { auth, client, outcome } = await called(options)
    expect(outcome).toBeInstanceOf(Error)
    for (const value of [outcome, auth, client]) expectNoSecret(value)
  })

  test('in an excerpt, of whatever scheme and however often', () => {
    const echo = 'Bearer eyJ.a\nauthorization: BASIC YTpi\nDigest username="u", response="6629fae4"'
    expect(excerpt(echo)).toBe('Bearer … authorization: BASIC … Digest …')
  })

  test('in a NetworkError', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'))
    const client = createClient({ auth: account(), fetch, retry: false })
    expectNoSecret(await rejection(client.exportBuckets.get(ids)))
  })

  test('in what the bare client answers', async () => {
    const client = createClient({
      auth: account(),
      fetch: standIn({ token: giveToken }).app.request,
    })
    const path = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}'
    const headers = { Accept: vendor }
    expectNoSecret(await client.GET(path, { params: { path: ids }, headers }))
  })
})
