import { operationPath, operations } from '@export-buckets/core'
import { createDigestFetch } from '@export-buckets/digest/client'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { apiPage } from '../src/api-page/api-page.ts'
import { accept, buckets, groupId, path, privateKey, type World, world } from './world.ts'

const [bucket] = buckets
const list = operationPath(operations.listGroupBackupExportBuckets, { groupId })
const target = path(bucket?._id ?? '')

describe('an app under a prefix with a parameter', () => {
  const served = async () => {
    const w = await world({ page: apiPage() })
    return { w, parent: new Hono().route('/of/:tenant', w.app) }
  }

  test('answers with links below the prefix of the request', async () => {
    const { w, parent } = await served()
    const headers = { ...accept(), ...(await w.bearer()) }
    const answer = await parent.request(`/of/acme${list}`, { headers })
    const { links } = await answer.json()
    expect(links[0].href).toBe(`http://localhost/of/acme${list}?pageNum=1&itemsPerPage=100`)
  })

  test('names the path without the prefix in errors and in the log', async () => {
    const { w, parent } = await served()
    const answer = await parent.request('/of/acme/nowhere')
    expect(await answer.json()).toMatchObject({ parameters: ['/nowhere'] })
    expect(w.log.at(-1)).toMatchObject({ path: '/nowhere', status: 404 })
  })

  test.each([
    ['OPTIONS', target, 204, 'GET, PATCH, DELETE, HEAD, OPTIONS'],
    ['PUT', target, 405, 'GET, PATCH, DELETE, HEAD, OPTIONS'],
    ['PROPFIND', target, 405, 'GET, PATCH, DELETE, HEAD, OPTIONS'],
    ['POST', '/', 405, 'GET, HEAD, OPTIONS'],
  ])('answers %s %s with %d', async (method, own, status, allow) => {
    const { parent } = await served()
    const answer = await parent.request(`/of/acme${own}`, { method })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('Allow')).toBe(allow)
    expect(answer.headers.get('X-Request-Id')).not.toBe(null)
  })

  test('adds the slash that the relative links of the API page need', async () => {
    const { parent } = await served()
    const answer = await parent.request('http://localhost/of/acme')
    expect(answer.status).toBe(308)
    const location = new URL(answer.headers.get('Location') ?? '', 'http://localhost/of/acme')
    expect(location.href).toBe('http://localhost/of/acme/')
    expect(await (await parent.request(location)).text()).toContain('<title>Export buckets')
  })

  test('leaves the routes that were added before it to the other app', async () => {
    const { app } = await world()
    const parent = new Hono().get('/own', (c) => c.text('own')).route('/', app)
    expect(await (await parent.request('/own')).text()).toBe('own')
  })
})

describe('an app whose prefix is stripped before it', () => {
  test('refuses a Digest of the whole path, unless it is told its public URL', async () => {
    const publicUrl = 'http://localhost/atlas'
    const digest = async (w: World) => {
      const parent = new Hono().mount('/atlas', w.app.fetch)
      const digestFetch = createDigestFetch({
        username: 'reader',
        password: privateKey,
        fetch: async (input, init) => parent.fetch(new Request(input, init)),
      })
      return digestFetch(publicUrl + target, { headers: accept() })
    }
    expect((await digest(await world())).status).toBe(401)
    expect((await digest(await world({ publicUrl }))).status).toBe(200)
  })
})
