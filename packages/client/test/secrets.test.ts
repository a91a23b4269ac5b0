import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { apiKey, createClient } from '../src/index.ts'
import { redactedSnippet } from '../src/secrets.ts'
import { ids } from './fakes/buckets.ts'
import { createFakeAtlas, type FakeHandler, respondWithError } from './fakes/fake-atlas.ts'
import { catchRejection, clientId, clientSecret, testServiceAccount } from './fakes/test-client.ts'

const privateKey = '4297fc77-1592-4de8-a6d5-a8c32401df87'
const token = 'eyJhbGciOiJIUzI1NiJ9.token'
const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
const secrets = [clientSecret, basic, token, privateKey]

/** Returns everything that a log could show of a value. */
function inspectDeep(value: unknown): string {
  const inspection = inspect(value, {
    depth: Number.POSITIVE_INFINITY,
    showHidden: true,
    getters: true,
    maxStringLength: null,
  })
  return [
    inspection,
    JSON.stringify(value),
    String(value),
    value instanceof Error ? value.stack : '',
  ].join('\n')
}

function expectNoSecret(value: unknown) {
  const inspection = inspectDeep(value)
  for (const secret of secrets) expect(inspection).not.toContain(secret)
}

const respondWithSecretToken: FakeHandler = (c) =>
  c.json({ access_token: token, expires_in: 3600, token_type: 'Bearer' })

/** Responds with the credentials of the request, as a debugging proxy might. */
const respondWithEcho =
  (status: 200 | 500, contentType: string): FakeHandler =>
  (c) =>
    c.body(`authorization: ${c.req.header('Authorization')}`, status, {
      'Content-Type': contentType,
    })

async function callWithSecrets(options: Parameters<typeof createFakeAtlas>[0]) {
  const auth = testServiceAccount()
  const client = createClient({
    auth,
    fetch: createFakeAtlas({ token: respondWithSecretToken, ...options }).app.request,
    retry: false,
  })
  return { auth, client, outcome: await catchRejection(client.exportBuckets.get(ids)) }
}

describe('secrets', () => {
  test('a client and its strategy expose no secret, before and after a call', async () => {
    const auth = testServiceAccount()
    const client = createClient({
      auth,
      fetch: createFakeAtlas({ token: respondWithSecretToken }).app.request,
    })
    for (const value of [auth, client]) expectNoSecret(value)
    await client.exportBuckets.get(ids)
    for (const value of [auth, client]) expectNoSecret(value)
  })

  test('the strategy of an API key exposes no secret', () => {
    const auth = apiKey({ publicKey: 'abcdefgh', privateKey })
    for (const value of [auth, createClient({ auth })]) expectNoSecret(value)
  })

  const vendorType = 'application/vnd.atlas.2024-05-30+json'
  test.each<[string, Parameters<typeof createFakeAtlas>[0]]>([
    ['an AtlasApiError', { api: respondWithError('UNAUTHORIZED') }],
    [
      'an AtlasApiError of a proxy that echoes the request',
      { api: respondWithEcho(500, 'text/plain') },
    ],
    ['an UnexpectedResponseError of an echo', { api: respondWithEcho(200, 'text/plain') }],
    [
      'an UnexpectedResponseError of an echo in the right version',
      { api: respondWithEcho(200, vendorType) },
    ],
    ['a TokenError', { token: (c) => c.json({ error: 'invalid_client' }, 401) }],
    ['a TokenError of an echo', { token: respondWithEcho(500, 'text/plain') }],
    [
      'a TokenError of a malformed token',
      { token: (c) => c.json({ access_token: `${token}\n`, expires_in: 9, token_type: 'Bearer' }) },
    ],
    [
      'a RedirectError',
      { api: (c) => c.redirect(`https://example.com/?${c.req.header('Authorization')}`) },
    ],
  ])('%s exposes no secret', async (_, options) => {
    const { auth, client, outcome: error } = await callWithSecrets(options)
    expect(error).toBeInstanceOf(Error)
    for (const value of [error, auth, client]) expectNoSecret(value)
  })

  test('a snippet exposes no credentials, of any scheme and number', () => {
    const echo = 'Bearer eyJ.a\nauthorization: BASIC YTpi\nDigest username="u", response="6629fae4"'
    expect(redactedSnippet(echo)).toBe('Bearer … authorization: BASIC … Digest …')
  })

  test('a NetworkError exposes no secret', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'))
    const client = createClient({ auth: testServiceAccount(), fetch, retry: false })
    expectNoSecret(await catchRejection(client.exportBuckets.get(ids)))
  })

  test('a result of the bare client exposes no secret', async () => {
    const client = createClient({
      auth: testServiceAccount(),
      fetch: createFakeAtlas({ token: respondWithSecretToken }).app.request,
    })
    const path = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}'
    const headers = { Accept: vendorType }
    expectNoSecret(await client.GET(path, { params: { path: ids }, headers }))
  })
})
