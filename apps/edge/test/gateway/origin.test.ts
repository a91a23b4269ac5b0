import { apiKey, serviceAccount } from '@export-buckets/client'
import { describe, expect, test } from 'vitest'
import { accept, clientSecret, id, path, privateKey } from '../create-test-app.ts'
import { baseUrl } from '../mounting.ts'
import { atlasUrl, createGatewayTestApps, rewriteBody } from './create-gateway-test-apps.ts'

const target = path(id('a'))

describe('the origin of Atlas', () => {
  test('only the configured origin is called, whatever a request contains', async () => {
    const calledOrigins = new Set<string>()
    const apps = await createGatewayTestApps()
    const testApps = await createGatewayTestApps({
      fetch: async (url, init) => {
        calledOrigins.add(new URL(url).origin)
        return apps.atlas.app.request(url, init)
      },
    })
    const evilOrigin = 'https://evil.example'
    const requests = [
      [target, { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' }],
      [`${target}?pretty=${evilOrigin}&pageNum=${evilOrigin}`, {}],
      [path(`${evilOrigin}/a`), {}],
      [path('..%2f..%2f@evil.example'), {}],
      [`//evil.example${target}`, {}],
    ] as const
    for (const [request, headers] of requests)
      await testApps.gateway.get(request, { ...accept(), ...headers })
    expect([...calledOrigins]).toEqual([atlasUrl])
  })

  test('a redirect from Atlas is not followed', async () => {
    const apps = await createGatewayTestApps()
    apps.intercept(async () => Response.redirect('https://evil.example/', 307))
    const response = await apps.gateway.get(target)
    expect(response.status).toBe(500)
    expect(response.headers.has('Location')).toBe(false)
    expect(apps.upstreamRequests).toHaveLength(1)
    expect(apps.gateway.log.at(-1)?.failure).toContain(
      'refused to follow a redirect to https://evil.example',
    )
  })
})

describe('the credentials of a gateway', () => {
  test('Atlas receives the credentials of the gateway and never those of the caller', async () => {
    for (const [auth, scheme] of [
      [serviceAccount({ clientId: 'owner', clientSecret }), /^Bearer /],
      [apiKey({ publicKey: 'owner', privateKey }), /^Digest username="owner"/],
    ] as const) {
      const apps = await createGatewayTestApps({ auth })
      const authorizations: (string | null)[] = []
      apps.intercept(async (request, toAtlas) => {
        authorizations.push(request.headers.get('Authorization'))
        return toAtlas()
      })
      const { Authorization } = await apps.gateway.bearer()
      const response = await apps.gateway.get(target, { ...accept(), Cookie: 'session=1' })
      expect(response.status).toBe(200)
      expect(authorizations.at(-1)).toMatch(scheme)
      expect(authorizations).not.toContain(Authorization)
    }
  })

  test('credentials that Atlas rejects cause 500 without a challenge, and the log says what to do', async () => {
    const apps = await createGatewayTestApps({
      auth: apiKey({ publicKey: 'owner', privateKey: 'wrong' }),
    })
    const response = await apps.gateway.get(target)
    expect(response.status).toBe(500)
    expect(response.headers.has('WWW-Authenticate')).toBe(false)
    expect(await response.json()).toHaveProperty('detail', 'Unexpected error.')
    expect(apps.gateway.log.at(-1)?.failure).toMatch(
      /^Error: Atlas rejected the credentials of the gateway: 401 no error code\. Check the client id/,
    )
  })

  test('credentials that get no token cause 500, and the log has the reason without the secret', async () => {
    const auth = serviceAccount({ clientId: 'owner', clientSecret: 'wrong' })
    const apps = await createGatewayTestApps({ auth })
    expect((await apps.gateway.get(target)).status).toBe(500)
    expect(apps.gateway.log.at(-1)?.failure).toContain('/api/oauth/token: 401 invalid_client')
    expect(apps.gateway.log.at(-1)?.failure).not.toContain('wrong')
  })

  test('credentials without the role in Atlas cause 500', async () => {
    const apps = await createGatewayTestApps({
      auth: serviceAccount({ clientId: 'reader', clientSecret }),
    })
    const headers = { ...accept(), ...(await apps.gateway.bearer('owner')) }
    const response = await apps.gateway.request(target, { method: 'DELETE', headers })
    expect(response.status).toBe(500)
    expect(apps.gateway.log.at(-1)?.failure).toContain('401 USER_UNAUTHORIZED')
  })
})

describe('links in responses of Atlas', () => {
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
  ])('with Atlas at %s, the link %s becomes %s', async (baseUrl, href, expected) => {
    const apps = await createGatewayTestApps({ baseUrl, auth: { wrap: (next) => next } })
    apps.intercept(page(href))
    const body = await (await apps.gateway.get(list)).json()
    expect(body.links).toEqual([{ href: expected, rel: 'group' }])
  })

  test('the links of each bucket of a page lead to the gateway', async () => {
    const apps = await createGatewayTestApps()
    const createLink = (origin: string) => ({ href: `${origin}/api/x`, rel: 'group' })
    apps.intercept(
      rewriteBody(({ results, ...page }) => ({
        ...page,
        results: [results]
          .flat()
          .map((bucket) => ({ ...Object(bucket), links: [createLink(atlasUrl)] })),
      })),
    )
    const response = await apps.gateway.get(list)
    expect(response.headers.has('X-Shape-Drift')).toBe(false)
    const { results } = await response.json()
    expect(results).toHaveLength(3)
    for (const { links } of results) expect(links).toEqual([createLink(baseUrl)])
  })

  test.each(['mailto:@evil.example/x', 'urn:.evil.example/x', 'javascript:alert(1)', 'https://'])(
    'the link %s is left out',
    async (href) => {
      const apps = await createGatewayTestApps()
      apps.intercept(page(href))
      expect(await (await apps.gateway.get(list)).json()).toHaveProperty('links', [])
    },
  )

  test('links use publicUrl', async () => {
    const apps = await createGatewayTestApps({}, { publicUrl: 'https://gateway.example.com' })
    apps.intercept(page(`${atlasUrl}/api/x`))
    const body = await (await apps.gateway.get(list)).json()
    expect(body.links).toEqual([{ href: 'https://gateway.example.com/api/x', rel: 'group' }])
  })
})
