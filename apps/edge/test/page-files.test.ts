import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { apiPage } from '../src/api-page/api-page.ts'
import { pageFolder } from '../src/api-page/folder.ts'
import { loadApiPage } from '../src/runtimes/server/settings.ts'
import { createTestApp } from './create-test-app.ts'
import { assertPageIsBuilt } from './open-page.ts'

beforeAll(assertPageIsBuilt)

const page = apiPage()
const testApp = await createTestApp({ page })

describe('the files of the API page', () => {
  test.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/openapi.json', 'application/json', 'no-cache'],
    ['/page.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ['/scalar.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ])(
    '%s has the media type %s and the cache control %s',
    async (path, contentType, cacheControl) => {
      for (const method of ['GET', 'HEAD']) {
        const response = await testApp.request(path, { method })
        expect(response.status).toBe(200)
        expect(response.headers.get('Content-Type')).toBe(contentType)
        expect(response.headers.get('Cache-Control')).toBe(cacheControl)
        expect(response.headers.get('X-Frame-Options')).toBe('DENY')
        expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
        const { byteLength } = await response.arrayBuffer()
        const length = Number(response.headers.get('Content-Length'))
        expect(length).toBeGreaterThan(0)
        expect(byteLength).toBe(method === 'HEAD' ? 0 : length)
      }
    },
  )

  test('the page may load and call its own server only', async () => {
    const policy = (await testApp.request('/')).headers.get('Content-Security-Policy') ?? ''
    const sources = policy.split('; ').flatMap((directive) => directive.split(' ').slice(1))
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /)
    expect(new Set(sources)).toEqual(new Set(["'none'", "'self'", "'unsafe-inline'", 'data:']))
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
  })

  test('the URL of an immutable file contains its version', async () => {
    const html = await (await testApp.request('/')).text()
    expect(html).toMatch(/src="scalar\.js\?v=\d+\.\d+\.\d+"/)
  })

  test('Scalar contains its licence and refers to no source map', async () => {
    const text = await (await testApp.request('/scalar.js')).text()
    expect(text).toMatch(/^\/\*! Scalar [\d.]+\s+MIT License\s+Copyright/)
    expect(text).not.toContain('sourceMappingURL')
  })

  test.each(['/', '/openapi.json', '/page.js'])('an unchanged %s gets 304', async (path) => {
    const tag = (await testApp.request(path)).headers.get('ETag') ?? ''
    const response = await testApp.request(path, { headers: { 'If-None-Match': tag } })
    expect(response.status).toBe(304)
    expect(response.headers.get('Cache-Control')).toBe('no-cache')
    const otherEtag = await testApp.request(path, { headers: { 'If-None-Match': '"other"' } })
    expect(otherEtag.status).toBe(200)
  })

  test.each(['POST', 'PUT', 'DELETE'])('%s is not allowed', async (method) => {
    const response = await testApp.request('/', { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
    expect(await response.text()).toBe('')
  })

  test.each([
    '/_headers',
    '/index.html',
    '/nothing.js',
    '/..%2fpackage.json',
    '/%252e%252e/package.json',
  ])('%s is not found', async (path) => {
    const response = await testApp.request(path)
    expect(response.status).toBe(404)
    expect(response.headers.get('X-Error-Code')).toBe('RESOURCE_NOT_FOUND')
  })

  test('the page needs no credentials, and its requests are logged', async () => {
    testApp.log.length = 0
    await testApp.request('/openapi.json')
    expect(testApp.log).toMatchObject([{ path: '/openapi.json', status: 200 }])
  })

  test('_headers has the same headers for a static host', async () => {
    const rules = readFileSync(join(pageFolder, '_headers'), 'utf8')
    const response = await testApp.request('/')
    const varyingHeaders = [
      'content-length',
      'content-type',
      'etag',
      'last-modified',
      'x-request-id',
    ]
    for (const [name, value] of response.headers) {
      if (!varyingHeaders.includes(name))
        expect(rules.toLowerCase()).toContain(`  ${name}: ${value}\n`.toLowerCase())
    }
  })
})

describe('an app without the page', () => {
  test('without the page, / gets 404', async () => {
    const response = await (await createTestApp()).request('/')
    expect(response.status).toBe(404)
  })

  test('a folder without the files of the page is rejected', () => {
    const emptyFolder = mkdtempSync(join(tmpdir(), 'export-buckets-page-'))
    expect(() => apiPage(emptyFolder)).toThrow('index.html')
    rmSync(emptyFolder, { recursive: true })
  })

  test('API_PAGE=off disables the page of the Node server', () => {
    expect(loadApiPage({})).toBeDefined()
    expect(loadApiPage({ API_PAGE: 'on' })).toBeDefined()
    expect(loadApiPage({ API_PAGE: '' })).toBeDefined()
    expect(loadApiPage({ API_PAGE: 'off' })).toBeUndefined()
    expect(loadApiPage({}, join(pageFolder, 'none'))).toBeUndefined()
    expect(() => loadApiPage({ API_PAGE: 'no' })).toThrow(
      'API_PAGE: expected "on" or "off", got "no"',
    )
  })
})
