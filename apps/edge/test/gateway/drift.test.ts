import { operationPath, operations, vendorContentType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { accept, groupId, id, path } from '../create-test-app.ts'
import { createGatewayTestApps, rewriteBody } from './create-gateway-test-apps.ts'

const target = path(id('a'))
const listPath = operationPath(operations.listGroupBackupExportBuckets, { groupId })

describe('an answer of another shape than the pinned one', () => {
  test('is passed on unchanged, and a header, the log and the metrics say so', async () => {
    const apps = await createGatewayTestApps()
    let sentBody = ''
    apps.intercept(async (request, toAtlas) => {
      const response = await rewriteBody(({ iamRoleId: _, ...rest }) => ({
        ...rest,
        kmsKey: 'secret-1',
      }))(request, toAtlas)
      sentBody = await response.clone().text()
      return response
    })
    const response = await apps.gateway.get(target)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(sentBody)
    expect(response.headers.get('Content-Type')).toBe(vendorContentType('2024-05-30'))
    const drift = ['iamRoleId: missing', 'kmsKey: unknown field']
    expect(response.headers.get('X-Shape-Drift')).toBe(drift.join('; '))
    expect(apps.gateway.log.at(-1)).toMatchObject({ status: 200, drift })
    expect(apps.events).toContainEqual({
      type: 'drift',
      operationId: 'getGroupBackupExportBucket',
      version: '2024-05-30',
    })
  })

  test('is passed on to the character, where no other form was asked for', async () => {
    const apps = await createGatewayTestApps()
    const text = '{ "kmsKey" : 12345678901234567890 }'
    const headers = { 'Content-Type': vendorContentType('2024-05-30') }
    apps.intercept(async () => new Response(text, { headers }))
    expect(await (await apps.gateway.get(target)).text()).toBe(text)
  })

  test('without end is logged in part', async () => {
    const apps = await createGatewayTestApps()
    const unknown = Array.from({ length: 500 }, (_, index) => [`unknown${index}`, 1])
    apps.intercept(rewriteBody((body) => ({ ...body, ...Object.fromEntries(unknown) })))
    await apps.gateway.get(target)
    expect(apps.gateway.log.at(-1)?.drift).toHaveLength(20)
  })

  test('is told of again when it comes from the cache', async () => {
    const apps = await createGatewayTestApps()
    apps.intercept(rewriteBody((body) => ({ ...body, kmsKey: 'x' })))
    await apps.gateway.get(target)
    const secondResponse = await apps.gateway.get(target)
    expect(apps.upstreamRequests).toHaveLength(1)
    expect(secondResponse.headers.get('X-Shape-Drift')).toBe('kmsKey: unknown field')
  })

  test('names the fields and never their values, in a header that stays one', async () => {
    const apps = await createGatewayTestApps()
    apps.intercept(
      rewriteBody((body) => ({
        ...body,
        bucketName: 7,
        'clé\r\nSet-Cookie: x': 'v',
        [`k${'x'.repeat(900)}`]: 1,
      })),
    )
    const response = await apps.gateway.get(target)
    const drift = response.headers.get('X-Shape-Drift') ?? ''
    expect(drift).toMatch(
      /^bucketName: expected a string; cl\?\?\?Set-Cookie: x: unknown field; kx+/,
    )
    expect(drift.length).toBeLessThan(510)
    expect(response.headers.has('Set-Cookie')).toBe(false)
  })

  test('is indented and wrapped where the caller asked for it', async () => {
    const apps = await createGatewayTestApps()
    apps.intercept(rewriteBody((body) => ({ ...body, kmsKey: 'x' })))
    const response = await apps.gateway.get(`${target}?envelope=true&pretty=true`)
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ content: { kmsKey: 'x' }, status: 200 })
    expect(text).toContain('\n  ')
  })

  test('is noticed in each bucket of a page', async () => {
    const apps = await createGatewayTestApps()
    apps.intercept(
      rewriteBody((body) => ({ ...body, results: [{ _id: id('a'), cloudProvider: 'OCI' }] })),
    )
    const response = await apps.gateway.get(`${listPath}?envelope=true`)
    expect(response.headers.get('X-Shape-Drift')).toBe(
      'results.0.cloudProvider: expected AWS, AZURE, GCP',
    )
    expect(await response.json()).toMatchObject({
      results: [{ cloudProvider: 'OCI' }],
      status: 200,
    })
  })

  test('is of UTF-8, which it was read as, whatever Atlas calls it', async () => {
    const apps = await createGatewayTestApps()
    const headers = { 'Content-Type': 'application/vnd.atlas.2024-05-30+json ; charset=utf-16' }
    apps.intercept(async () => Response.json({ kmsKey: 'clé' }, { headers }))
    const response = await apps.gateway.get(target)
    expect(response.headers.get('Content-Type')).toBe(vendorContentType('2024-05-30'))
    expect(await response.text()).toBe('{"kmsKey":"clé"}')
  })
})

describe('a deletion that is not answered with 204', () => {
  const vendor = { 'Content-Type': vendorContentType('2023-01-01') }
  async function deleted(respond: () => Response, query = '') {
    const apps = await createGatewayTestApps()
    apps.intercept(async () => respond())
    const headers = { ...accept(), ...(await apps.gateway.bearer('owner')) }
    return apps.gateway.request(target + query, { method: 'DELETE', headers })
  }

  test.each([
    ['a body of the version', 202, '{}', vendor],
    ['no body', 200, '', {}],
  ])('but has %s is passed on', async (_, status, text, headers) => {
    for (const query of ['', '?pretty=true']) {
      const response = await deleted(() => new Response(text, { status, headers }), query)
      expect(response.status).toBe(status)
      expect(await response.text()).toBe(text)
      expect(response.headers.get('X-Shape-Drift')).toBe(`status: expected 204, got ${status}`)
    }
  })

  test('but has no body is passed on without one, also where an envelope was asked for', async () => {
    const response = await deleted(() => new Response(''), '?envelope=true')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
    expect(response.headers.has('Content-Type')).toBe(false)
  })

  test.each([
    [
      'a page, such as of a login before Atlas',
      '<h1>Sign in</h1>',
      { 'Content-Type': 'text/html' },
    ],
    ['plain JSON', '{}', { 'Content-Type': 'application/json' }],
    ['a page by the name of the version', '<h1>Sign in</h1>', vendor],
  ])('but has %s is no success', async (_, text, headers) => {
    const response = await deleted(() => new Response(text, { headers }))
    expect(response.status).toBe(503)
    expect(await response.text()).not.toContain('Sign in')
  })
})

test('an answer of the pinned shape has no such header', async () => {
  const apps = await createGatewayTestApps()
  expect((await apps.gateway.get(target)).headers.has('X-Shape-Drift')).toBe(false)
  expect(apps.gateway.log.at(-1)).not.toHaveProperty('drift')
})
