import { describe, expect, test } from 'vitest'
import { createClient, TokenError } from '../src/index.ts'
import { ids } from './fakes/buckets.ts'
import {
  createFakeAtlas,
  type FakeHandler,
  respondInSequence,
  respondWithError,
  respondWithToken,
} from './fakes/fake-atlas.ts'
import {
  catchRejection,
  clientId,
  clientSecret,
  createTestClient,
  testServiceAccount,
} from './fakes/test-client.ts'

describe('TokenError', () => {
  const catchTokenError = async (token: FakeHandler) =>
    catchRejection(createTestClient({ token }, { retry: false }).client.exportBuckets.get(ids))

  test('an OAuth error has its code, description and an advice', async () => {
    const body = { error: 'invalid_client', error_description: 'The client is not known.' }
    const error = await catchTokenError((c) => c.json(body, 401))
    expect(error).toBeInstanceOf(TokenError)
    expect(error).toMatchObject({
      code: 'TOKEN_ERROR',
      status: 401,
      error: 'invalid_client',
      errorDescription: 'The client is not known.',
      message: expect.stringMatching(
        /^\/api\/oauth\/token: 401 invalid_client: The client is not known\. Check the client id/,
      ),
    })
  })

  test('access_denied mentions the limit of live tokens', async () => {
    const error = await catchTokenError((c) => c.json({ error: 'access_denied' }, 403))
    expect(error).toHaveProperty('advice', expect.stringContaining('100 valid tokens'))
  })

  test('an error without a description or an advice has its code', async () => {
    const error = await catchTokenError((c) => c.json({ error: 'invalid_scope' }, 400))
    expect(error).toHaveProperty('message', '/api/oauth/token: 400 invalid_scope')
  })

  test('an error of the Admin API has its code and detail', async () => {
    const error = await catchTokenError(respondWithError('RATE_LIMITED', { 'Retry-After': '60' }))
    expect(error).toMatchObject({
      status: 429,
      error: 'RATE_LIMITED',
      retryAfter: 60,
      errorDescription: 'Resource p0 is limited to p1 requests every p2 minutes.',
      message: expect.stringMatching(
        /^\/api\/oauth\/token: 429 RATE_LIMITED: Resource p0 .+ minutes\. .+ Retry-After: 60 s\.$/,
      ),
    })
  })

  test('another body is shown from its beginning, without credentials', async () => {
    const error = await catchTokenError((c) =>
      c.html(`<p>Bad Gateway, ${c.req.header('Authorization')}</p>`, 502, { 'Retry-After': '9' }),
    )
    expect(error).toHaveProperty(
      'message',
      "/api/oauth/token: 502: the body is not one of Atlas's errors (text/html; charset=UTF-8): <p>Bad Gateway, Basic …</p>. Retry-After: 9 s.",
    )
  })

  test('the message shows only the media type of a success, which may contain a token', async () => {
    const error = await catchTokenError((c) => c.html('<p>eyJhbGciOiJIUzI1NiJ9.token</p>'))
    expect(error).toHaveProperty(
      'message',
      '/api/oauth/token: 200: invalid token response (text/html; charset=UTF-8): access_token: missing',
    )
  })

  test.each([
    ['a body that is not JSON', 'token', 'access_token: missing'],
    ['no token', '{"expires_in":3600,"token_type":"Bearer"}', 'access_token: missing'],
    [
      'a negative lifetime',
      '{"access_token":"t","expires_in":-1,"token_type":"Bearer"}',
      'expires_in: ',
    ],
    [
      'a lifetime that is a string',
      '{"access_token":"t","expires_in":"3600","token_type":"Bearer"}',
      'expires_in: malformed',
    ],
    [
      'a token that is not a valid header value',
      '{"access_token":"a\\nb","expires_in":9,"token_type":"Bearer"}',
      'access_token: malformed',
    ],
    [
      'a token of another type',
      '{"access_token":"t","expires_in":9,"token_type":"mac"}',
      'token_type: malformed',
    ],
  ])('a success with %s is a TokenError', async (_, body, problem) => {
    const error = await catchTokenError((c) => c.body(body, 200))
    expect(error).toBeInstanceOf(TokenError)
    expect(error).toHaveProperty('message', expect.stringContaining(problem))
  })

  test('concurrent calls share the error, and the next call requests a token again', async () => {
    const { client, token } = createTestClient({
      token: respondInSequence((c) => c.json({ error: 'invalid_client' }, 401), respondWithToken),
    })
    const errors = await Promise.all(
      [1, 2, 3].map(() => catchRejection(client.exportBuckets.get(ids))),
    )
    expect(new Set(errors).size).toBe(1)
    expect(await client.exportBuckets.get(ids)).toHaveProperty('cloudProvider', 'AWS')
    expect(token).toHaveLength(2)
  })

  test('revoke() rejects without the token that a body may echo', async () => {
    const { app } = createFakeAtlas({ revoke: async (c) => c.text(await c.req.text(), 502) })
    const auth = testServiceAccount()
    await createClient({ auth, fetch: app.request, retry: false }).exportBuckets.get(ids)
    expect(await catchRejection(auth.revoke())).toHaveProperty(
      'message',
      "/api/oauth/revoke: 502: the body is not one of Atlas's errors (text/plain; charset=UTF-8): token=…&token_type_hint=access_token",
    )
  })

  test.each<[string, (pair: string) => object]>([
    ['in another shape', (pair) => ({ message: 'unknown client', pair })],
    ['in an OAuth error', (pair) => ({ error: 'invalid_client', error_description: pair })],
  ])('the secret that a server echoes %s is redacted', async (_, createBody) => {
    const { app } = createFakeAtlas({
      token: (c) => {
        const [, base64Credentials = ''] = c.req.header('Authorization')?.split(' ') ?? []
        return c.json(createBody(atob(base64Credentials)), 401)
      },
    })
    const atlas = createClient({ auth: testServiceAccount(), fetch: app.request, retry: false })
    const error = await catchRejection(atlas.exportBuckets.get(ids))
    expect(error).toBeInstanceOf(TokenError)
    expect(JSON.stringify([String(error), error])).toContain(`${clientId}:…`)
    expect(JSON.stringify([String(error), error])).not.toContain(clientSecret)
  })

  test('revoke() rejects with the OAuth error', async () => {
    const { app } = createFakeAtlas({ revoke: (c) => c.json({ error: 'invalid_client' }, 401) })
    const auth = testServiceAccount()
    await createClient({ auth, fetch: app.request }).exportBuckets.get(ids)
    expect(await catchRejection(auth.revoke())).toHaveProperty(
      'message',
      expect.stringMatching(/^\/api\/oauth\/revoke: 401/),
    )
  })
})
