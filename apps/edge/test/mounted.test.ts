import { operationPath, operations } from '@export-buckets/core'
import { createDigestFetch } from '@export-buckets/digest/client'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { apiPage } from '../src/api-page/api-page.ts'
import {
  accept,
  buckets,
  createTestApp,
  groupId,
  path,
  privateKey,
  type TestApp,
} from './create-test-app.ts'

const [bucket] = buckets
const list = operationPath(operations.listGroupBackupExportBuckets, { groupId })
const target = path(bucket?._id ?? '')

describe('an app under a prefix with a parameter', () => {
  const createMountedApp = async () => {
    const testApp = await createTestApp({ page: apiPage() })
    return { testApp, parent: new Hono().route('/of/:tenant', testApp.app) }
  }

  test('links start with the prefix of the request', async () => {
    const { testApp, parent } = await createMountedApp()
    const headers = { ...accept(), ...(await testApp.bearer()) }
    const response = await parent.request(`/of/acme${list}`, { headers })
    const { links } = await response.json()
    expect(links[0].href).toBe(`http://localhost/of/acme${list}?pageNum=1&itemsPerPage=100`)
  })

  test('errors and the log have the path without the prefix', async () => {
    const { testApp, parent } = await createMountedApp()
    const response = await parent.request('/of/acme/nowhere')
    expect(await response.json()).toMatchObject({ parameters: ['/nowhere'] })
    expect(testApp.log.at(-1)).toMatchObject({ path: '/nowhere', status: 404 })
  })

  test.each([
    ['OPTIONS', target, 204, 'GET, PATCH, DELETE, HEAD, OPTIONS'],
    ['PUT', target, 405, 'GET, PATCH, DELETE, HEAD, OPTIONS'],
    ['PROPFIND', target, 405, 'GET, PATCH, DELETE, HEAD, OPTIONS'],
    ['POST', '/', 405, 'GET, HEAD, OPTIONS'],
  ])('%s %s gets %d with the allowed methods', async (method, targetPath, status, allow) => {
    const { parent } = await createMountedApp()
    const response = await parent.request(`/of/acme${targetPath}`, { method })
    expect(response.status).toBe(status)
    expect(response.headers.get('Allow')).toBe(allow)
    expect(response.headers.get('X-Request-Id')).not.toBe(null)
  })

  test('a slash is added for the relative links of the API page', async () => {
    const { parent } = await createMountedApp()
    const response = await parent.request('http://localhost/of/acme')
    expect(response.status).toBe(308)
    const location = new URL(response.headers.get('Location') ?? '', 'http://localhost/of/acme')
    expect(location.href).toBe('http://localhost/of/acme/')
    expect(await (await parent.request(location)).text()).toContain('<title>Export buckets')
  })

  test('routes that were added before the app stay with the parent', async () => {
    const { app } = await createTestApp()
    const parent = new Hono().get('/own', (c) => c.text('own')).route('/', app)
    expect(await (await parent.request('/own')).text()).toBe('own')
  })
})

describe('an app whose prefix is stripped before it', () => {
  test('Digest authentication of the whole path works only with publicUrl', async () => {
    const publicUrl = 'http://localhost/atlas'
    const digest = async (testApp: TestApp) => {
      const parent = new Hono().mount('/atlas', testApp.app.fetch)
      const digestFetch = createDigestFetch({
        username: 'reader',
        password: privateKey,
        fetch: async (input, init) => parent.fetch(new Request(input, init)),
      })
      return digestFetch(publicUrl + target, { headers: accept() })
    }
    expect((await digest(await createTestApp())).status).toBe(401)
    expect((await digest(await createTestApp({ publicUrl }))).status).toBe(200)
  })
})
