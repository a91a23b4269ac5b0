import { operationPath, operations, vendorContentType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { accept, groupId, id, path } from '../create-test-app.ts'
import { createGatewayTestApps, rewriteBody } from './create-gateway-test-apps.ts'

const target = path(id('a'))
const listPath = operationPath(operations.listGroupBackupExportBuckets, { groupId })

describe('a response with an unexpected shape', () => {
  test('the body is passed on unchanged, and a header, the log and an event report the drift', async () => {
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

  test('the body is passed on byte for byte when no other format was requested', async () => {
    const apps = await createGatewayTestApps()
    const text = '{ "kmsKey" : 12345678901234567890 }'
    const headers = { 'Content-Type': vendorContentType('2024-05-30') }
    apps.intercept(async () => new Response(text, { headers }))
    expect(await (await apps.gateway.get(target)).text()).toBe(text)
  })

  test('the log holds at most 20 differences', async () => {
    const apps = await createGatewayTestApps()
    const unknown = Array.from({ length: 500 }, (_, index) => [`unknown${index}`, 1])
    apps.intercept(rewriteBody((body) => ({ ...body, ...Object.fromEntries(unknown) })))
    await apps.gateway.get(target)
    expect(apps.gateway.log.at(-1)?.drift).toHaveLength(20)
  })

  test('a cached response reports its drift again', async () => {
    const apps = await createGatewayTestApps()
    apps.intercept(rewriteBody((body) => ({ ...body, kmsKey: 'x' })))
    await apps.gateway.get(target)
    const secondResponse = await apps.gateway.get(target)
    expect(apps.upstreamRequests).toHaveLength(1)
    expect(secondResponse.headers.get('X-Shape-Drift')).toBe('kmsKey: unknown field')
  })

  test('the header names fields but never values, and is bounded and free of line breaks', async () => {
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

  test('the response is indented and wrapped when the caller requests it', async () => {
    const apps = await createGatewayTestApps()
    apps.intercept(rewriteBody((body) => ({ ...body, kmsKey: 'x' })))
    const response = await apps.gateway.get(`${target}?envelope=true&pretty=true`)
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ content: { kmsKey: 'x' }, status: 200 })
    expect(text).toContain('\n  ')
  })

  test('drift is reported for each bucket of a page', async () => {
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

  test('the response declares UTF-8, whatever charset Atlas declares', async () => {
    const apps = await createGatewayTestApps()
    const headers = { 'Content-Type': 'application/vnd.atlas.2024-05-30+json ; charset=utf-16' }
    apps.intercept(async () => Response.json({ kmsKey: 'clé' }, { headers }))
    const response = await apps.gateway.get(target)
    expect(response.headers.get('Content-Type')).toBe(vendorContentType('2024-05-30'))
    expect(await response.text()).toBe('{"kmsKey":"clé"}')
  })
})

describe('a deletion with another status than 204', () => {
  const vendor = { 'Content-Type': vendorContentType('2023-01-01') }
  async function requestDeletion(respond: () => Response, query = '') {
    const apps = await createGatewayTestApps()
    apps.intercept(async () => respond())
    const headers = { ...accept(), ...(await apps.gateway.bearer('owner')) }
    return apps.gateway.request(target + query, { method: 'DELETE', headers })
  }

  test.each([
    ['a body of the version', 202, '{}', vendor],
    ['no body', 200, '', {}],
  ])(
    'a response with %s is passed on, and its status is reported as drift',
    async (_, status, text, headers) => {
      for (const query of ['', '?pretty=true']) {
        const response = await requestDeletion(() => new Response(text, { status, headers }), query)
        expect(response.status).toBe(status)
        expect(await response.text()).toBe(text)
        expect(response.headers.get('X-Shape-Drift')).toBe(`status: expected 204, got ${status}`)
      }
    },
  )

  test('an empty response is passed on without a body, even when an envelope was requested', async () => {
    const response = await requestDeletion(() => new Response(''), '?envelope=true')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
    expect(response.headers.has('Content-Type')).toBe(false)
  })

  test.each([
    ['an HTML page, such as a login page', '<h1>Sign in</h1>', { 'Content-Type': 'text/html' }],
    ['plain JSON', '{}', { 'Content-Type': 'application/json' }],
    ['an HTML page with the media type of the version', '<h1>Sign in</h1>', vendor],
  ])('a response with %s gets 503', async (_, text, headers) => {
    const response = await requestDeletion(() => new Response(text, { headers }))
    expect(response.status).toBe(503)
    expect(await response.text()).not.toContain('Sign in')
  })
})

test('a response with the expected shape has no drift header', async () => {
  const apps = await createGatewayTestApps()
  expect((await apps.gateway.get(target)).headers.has('X-Shape-Drift')).toBe(false)
  expect(apps.gateway.log.at(-1)).not.toHaveProperty('drift')
})
