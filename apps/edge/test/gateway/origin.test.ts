import { apiKey, serviceAccount } from '@export-buckets/client'
import { describe, expect, test } from 'vitest'
import { baseUrl } from '../mounting.ts'
import { accept, clientSecret, id, path, privateKey } from '../world.ts'
import { atlasUrl, changed, gatewayWorld } from './gateway-world.ts'

const target = path(id('a'))

describe('only the configured origin is ever called', () => {
  test('whatever a caller puts into its request', async () => {
    const called = new Set<string>()
    const w = await gatewayWorld()
    const seen = await gatewayWorld({
      fetch: async (url, init) => {
        called.add(new URL(url).origin)
        return w.atlas.app.request(url, init)
      },
    })
    const evil = 'https://evil.example'
    const requests = [
      [target, { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' }],
      [`${target}?pretty=${evil}&pageNum=${evil}`, {}],
      [path(`${evil}/a`), {}],
      [path('..%2f..%2f@evil.example'), {}],
      [`//evil.example${target}`, {}],
    ] as const
    for (const [each, headers] of requests)
      await seen.gateway.get(each, { ...accept(), ...headers })
    expect([...called]).toEqual([atlasUrl])
  })

  test('and a redirect of Atlas is not followed', async () => {
    const w = await gatewayWorld()
    w.between(async () => Response.redirect('https://evil.example/', 307))
    const answer = await w.gateway.get(target)
    expect(answer.status).toBe(500)
    expect(answer.headers.has('Location')).toBe(false)
    expect(w.asked).toHaveLength(1)
    expect(w.gateway.log.at(-1)?.failure).toContain(
      'a redirect to https://evil.example, not followed',
    )
  })
})

describe('credentials', () => {
  test('of the caller stay at the gateway; Atlas sees those of the gateway, service account or API key', async () => {
    for (const [auth, scheme] of [
      [serviceAccount({ clientId: 'owner', clientSecret }), /^Bearer /],
      [apiKey({ publicKey: 'owner', privateKey }), /^Digest username="owner"/],
    ] as const) {
      const w = await gatewayWorld({ auth })
      const seen: (string | null)[] = []
      w.between(async (request, toAtlas) => {
        seen.push(request.headers.get('Authorization'))
        return toAtlas()
      })
      const { Authorization } = await w.gateway.bearer()
      const answer = await w.gateway.get(target, { ...accept(), Cookie: 'session=1' })
      expect(answer.status).toBe(200)
      expect(seen.at(-1)).toMatch(scheme)
      expect(seen).not.toContain(Authorization)
    }
  })

  test('that Atlas refuses are the gateway’s trouble: the caller gets no challenge, the log says what to do', async () => {
    const w = await gatewayWorld({ auth: apiKey({ publicKey: 'owner', privateKey: 'wrong' }) })
    const answer = await w.gateway.get(target)
    expect(answer.status).toBe(500)
    expect(answer.headers.has('WWW-Authenticate')).toBe(false)
    expect(await answer.json()).toHaveProperty('detail', 'Unexpected error.')
    expect(w.gateway.log.at(-1)?.failure).toMatch(
      /^Error: Atlas refused the gateway itself: 401 no error code\. Check the client id/,
    )
  })

  test('for which Atlas gives no token: likewise', async () => {
    const auth = serviceAccount({ clientId: 'owner', clientSecret: 'wrong' })
    const w = await gatewayWorld({ auth })
    expect((await w.gateway.get(target)).status).toBe(500)
    expect(w.gateway.log.at(-1)?.failure).toContain('/api/oauth/token: 401 invalid_client')
    expect(w.gateway.log.at(-1)?.failure).not.toContain('wrong')
  })

  test('without the role in Atlas: likewise', async () => {
    const w = await gatewayWorld({ auth: serviceAccount({ clientId: 'reader', clientSecret }) })
    const headers = { ...accept(), ...(await w.gateway.bearer('owner')) }
    const answer = await w.gateway.request(target, { method: 'DELETE', headers })
    expect(answer.status).toBe(500)
    expect(w.gateway.log.at(-1)?.failure).toContain('401 USER_UNAUTHORIZED')
  })
})

describe('links of Atlas lead to the gateway', () => {
  const page = (href: string) => async () =>
    Response.json(
      { links: [{ href, rel: 'group' }], results: [], totalCount: 0 },
      { headers: { 'Content-Type': 'application/vnd.atlas.2024-05-30+json;charset=utf-8' } },
    )
  const list = target.slice(0, target.lastIndexOf('/'))

  test.each([
    [atlasUrl, `${atlasUrl}/api/x?pageNum=1#f`, `${baseUrl}/api/x?pageNum=1#f`],
    [`${atlasUrl}/behind/a/proxy`, `${atlasUrl}/behind/a/proxy/api/x`, `${baseUrl}/api/x`],
    [atlasUrl, 'https://other.example/api/x', `${baseUrl}/api/x`],
    [`${atlasUrl}/api`, `${atlasUrl}/apiary/x`, `${baseUrl}/apiary/x`],
    [`${atlasUrl}/api`, `${atlasUrl}/api?pageNum=2`, `${baseUrl}?pageNum=2`],
    [atlasUrl, '/api/x', `${baseUrl}/api/x`],
    [atlasUrl, '//evil.example/api/x', `${baseUrl}/api/x`],
    [atlasUrl, 'https://user:password@evil.example//api/x', `${baseUrl}//api/x`],
  ])('below %s: %s', async (baseUrl, href, expected) => {
    const w = await gatewayWorld({ baseUrl, auth: { wrap: (next) => next } })
    w.between(page(href))
    const body = await (await w.gateway.get(list)).json()
    expect(body.links).toEqual([{ href: expected, rel: 'group' }])
  })

  test('also those of each bucket of a page', async () => {
    const w = await gatewayWorld()
    const link = (of: string) => ({ href: `${of}/api/x`, rel: 'group' })
    w.between(
      changed(({ results, ...rest }) => ({
        ...rest,
        results: [results].flat().map((each) => ({ ...Object(each), links: [link(atlasUrl)] })),
      })),
    )
    const answer = await w.gateway.get(list)
    expect(answer.headers.has('X-Shape-Drift')).toBe(false)
    const { results } = await answer.json()
    expect(results).toHaveLength(3)
    for (const { links } of results) expect(links).toEqual([link(baseUrl)])
  })

  test.each(['mailto:@evil.example/x', 'urn:.evil.example/x', 'javascript:alert(1)', 'https://'])(
    'or are left out: %s',
    async (href) => {
      const w = await gatewayWorld()
      w.between(page(href))
      expect(await (await w.gateway.get(list)).json()).toHaveProperty('links', [])
    },
  )

  test('as its callers find it', async () => {
    const w = await gatewayWorld({}, { publicUrl: 'https://gateway.example.com' })
    w.between(page(`${atlasUrl}/api/x`))
    const body = await (await w.gateway.get(list)).json()
    expect(body.links).toEqual([{ href: 'https://gateway.example.com/api/x', rel: 'group' }])
  })
})
