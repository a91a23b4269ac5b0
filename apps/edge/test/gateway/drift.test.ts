import { operationPath, operations, vendorContentType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { accept, groupId, id, path } from '../world.ts'
import { changed, gatewayWorld } from './gateway-world.ts'

const target = path(id('a'))
const listPath = operationPath(operations.listGroupBackupExportBuckets, { groupId })

describe('an answer of another shape than the pinned one', () => {
  test('is passed on unchanged, and a header, the log and the metrics say so', async () => {
    const w = await gatewayWorld()
    let sent = ''
    w.between(async (request, toAtlas) => {
      const response = await changed(({ iamRoleId: _, ...rest }) => ({
        ...rest,
        kmsKey: 'secret-1',
      }))(request, toAtlas)
      sent = await response.clone().text()
      return response
    })
    const answer = await w.gateway.get(target)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe(sent)
    expect(answer.headers.get('Content-Type')).toBe(vendorContentType('2024-05-30'))
    const drift = ['iamRoleId: missing', 'kmsKey: unknown field']
    expect(answer.headers.get('X-Shape-Drift')).toBe(drift.join('; '))
    expect(w.gateway.log.at(-1)).toMatchObject({ status: 200, drift })
    expect(w.observed).toContainEqual({
      of: 'drift',
      operationId: 'getGroupBackupExportBucket',
      version: '2024-05-30',
    })
  })

  test('is passed on to the character, where no other form was asked for', async () => {
    const w = await gatewayWorld()
    const text = '{ "kmsKey" : 12345678901234567890 }'
    const headers = { 'Content-Type': vendorContentType('2024-05-30') }
    w.between(async () => new Response(text, { headers }))
    expect(await (await w.gateway.get(target)).text()).toBe(text)
  })

  test('without end is logged in part', async () => {
    const w = await gatewayWorld()
    const unknown = Array.from({ length: 500 }, (_, index) => [`unknown${index}`, 1])
    w.between(changed((body) => ({ ...body, ...Object.fromEntries(unknown) })))
    await w.gateway.get(target)
    expect(w.gateway.log.at(-1)?.drift).toHaveLength(20)
  })

  test('is told of again when it comes from the cache', async () => {
    const w = await gatewayWorld()
    w.between(changed((body) => ({ ...body, kmsKey: 'x' })))
    await w.gateway.get(target)
    const again = await w.gateway.get(target)
    expect(w.asked).toHaveLength(1)
    expect(again.headers.get('X-Shape-Drift')).toBe('kmsKey: unknown field')
  })

  test('names the fields and never their values, in a header that stays one', async () => {
    const w = await gatewayWorld()
    w.between(
      changed((body) => ({
        ...body,
        bucketName: 7,
        'clé\r\nSet-Cookie: x': 'v',
        [`k${'x'.repeat(900)}`]: 1,
      })),
    )
    const answer = await w.gateway.get(target)
    const drift = answer.headers.get('X-Shape-Drift') ?? ''
    expect(drift).toMatch(
      /^bucketName: expected a string; cl\?\?\?Set-Cookie: x: unknown field; kx+/,
    )
    expect(drift.length).toBeLessThan(510)
    expect(answer.headers.has('Set-Cookie')).toBe(false)
  })

  test('is indented and wrapped where the caller asked for it', async () => {
    const w = await gatewayWorld()
    w.between(changed((body) => ({ ...body, kmsKey: 'x' })))
    const answer = await w.gateway.get(`${target}?envelope=true&pretty=true`)
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({ content: { kmsKey: 'x' }, status: 200 })
    expect(text).toContain('\n  ')
  })

  test('is noticed in each bucket of a page', async () => {
    const w = await gatewayWorld()
    w.between(changed((body) => ({ ...body, results: [{ _id: id('a'), cloudProvider: 'OCI' }] })))
    const answer = await w.gateway.get(`${listPath}?envelope=true`)
    expect(answer.headers.get('X-Shape-Drift')).toBe(
      'results.0.cloudProvider: expected AWS, AZURE, GCP',
    )
    expect(await answer.json()).toMatchObject({ results: [{ cloudProvider: 'OCI' }], status: 200 })
  })

  test('is of UTF-8, which it was read as, whatever Atlas calls it', async () => {
    const w = await gatewayWorld()
    const headers = { 'Content-Type': 'application/vnd.atlas.2024-05-30+json ; charset=utf-16' }
    w.between(async () => Response.json({ kmsKey: 'clé' }, { headers }))
    const answer = await w.gateway.get(target)
    expect(answer.headers.get('Content-Type')).toBe(vendorContentType('2024-05-30'))
    expect(await answer.text()).toBe('{"kmsKey":"clé"}')
  })
})

describe('a deletion that is not answered with 204', () => {
  const vendor = { 'Content-Type': vendorContentType('2023-01-01') }
  async function deleted(answer: () => Response, query = '') {
    const w = await gatewayWorld()
    w.between(async () => answer())
    const headers = { ...accept(), ...(await w.gateway.bearer('owner')) }
    return w.gateway.request(target + query, { method: 'DELETE', headers })
  }

  test.each([
    ['a body of the version', 202, '{}', vendor],
    ['no body', 200, '', {}],
  ])('but has %s is passed on', async (_, status, text, headers) => {
    for (const query of ['', '?pretty=true']) {
      const answer = await deleted(() => new Response(text, { status, headers }), query)
      expect(answer.status).toBe(status)
      expect(await answer.text()).toBe(text)
      expect(answer.headers.get('X-Shape-Drift')).toBe(`status: expected 204, got ${status}`)
    }
  })

  test('but has no body is passed on without one, also where an envelope was asked for', async () => {
    const answer = await deleted(() => new Response(''), '?envelope=true')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('')
    expect(answer.headers.has('Content-Type')).toBe(false)
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
    const answer = await deleted(() => new Response(text, { headers }))
    expect(answer.status).toBe(503)
    expect(await answer.text()).not.toContain('Sign in')
  })
})

test('an answer of the pinned shape has no such header', async () => {
  const w = await gatewayWorld()
  expect((await w.gateway.get(target)).headers.has('X-Shape-Drift')).toBe(false)
  expect(w.gateway.log.at(-1)).not.toHaveProperty('drift')
})
