import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { apiPage } from '../src/api-page/api-page.ts'
import { pageFolder } from '../src/api-page/folder.ts'
import { servedPage } from '../src/entry/page.ts'
import { assertPageIsBuilt } from './page-visit.ts'
import { world } from './world.ts'

beforeAll(assertPageIsBuilt)

const page = apiPage()
const w = await world({ page })

describe('what the API page is made of', () => {
  test.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/openapi.json', 'application/json', 'no-cache'],
    ['/page.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ['/scalar.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ])('%s is %s', async (path, contentType, cacheControl) => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await w.request(path, { method })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('Content-Type')).toBe(contentType)
      expect(answer.headers.get('Cache-Control')).toBe(cacheControl)
      expect(answer.headers.get('X-Frame-Options')).toBe('DENY')
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
      const { byteLength } = await answer.arrayBuffer()
      const length = Number(answer.headers.get('Content-Length'))
      expect(length).toBeGreaterThan(0)
      expect(byteLength).toBe(method === 'HEAD' ? 0 : length)
    }
  })

  test('the page may load and call what its own server has, and nothing else', async () => {
    const policy = (await w.request('/')).headers.get('Content-Security-Policy') ?? ''
    const sources = policy.split('; ').flatMap((directive) => directive.split(' ').slice(1))
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /)
    expect(new Set(sources)).toEqual(new Set(["'none'", "'self'", "'unsafe-inline'", 'data:']))
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
  })

  test('the page asks for what never changes under a name with its version', async () => {
    const html = await (await w.request('/')).text()
    expect(html).toMatch(/src="scalar\.js\?v=\d+\.\d+\.\d+"/)
  })

  test('Scalar brings its licence along, and asks for no map', async () => {
    const text = await (await w.request('/scalar.js')).text()
    expect(text).toMatch(/^\/\*! Scalar [\d.]+\s+MIT License\s+Copyright/)
    expect(text).not.toContain('sourceMappingURL')
  })

  test.each(['/', '/openapi.json', '/page.js'])(
    '%s is not sent again unless it changed',
    async (path) => {
      const tag = (await w.request(path)).headers.get('ETag') ?? ''
      const answer = await w.request(path, { headers: { 'If-None-Match': tag } })
      expect(answer.status).toBe(304)
      expect(answer.headers.get('Cache-Control')).toBe('no-cache')
      const other = await w.request(path, { headers: { 'If-None-Match': '"other"' } })
      expect(other.status).toBe(200)
    },
  )

  test.each(['POST', 'PUT', 'DELETE'])('%s is not allowed', async (method) => {
    const answer = await w.request('/', { method })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
    expect(await answer.text()).toBe('')
  })

  test.each([
    '/_headers',
    '/index.html',
    '/nothing.js',
    '/..%2fpackage.json',
    '/%252e%252e/package.json',
  ])('%s is not found', async (path) => {
    const answer = await w.request(path)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('X-Error-Code')).toBe('RESOURCE_NOT_FOUND')
  })

  test('it needs no credentials, and is logged', async () => {
    w.log.length = 0
    await w.request('/openapi.json')
    expect(w.log).toMatchObject([{ path: '/openapi.json', status: 200 }])
  })

  test('a host of static files gives the same headers', async () => {
    const rules = readFileSync(join(pageFolder, '_headers'), 'utf8')
    const answer = await w.request('/')
    const varying = ['content-length', 'content-type', 'etag', 'last-modified', 'x-request-id']
    for (const [name, value] of answer.headers) {
      if (!varying.includes(name))
        expect(rules.toLowerCase()).toContain(`  ${name}: ${value}\n`.toLowerCase())
    }
  })
})

describe('an app without the page', () => {
  test('has nothing at /', async () => {
    const answer = await (await world()).request('/')
    expect(answer.status).toBe(404)
  })

  test('is not made of a folder without the files of the page', () => {
    const empty = mkdtempSync(join(tmpdir(), 'export-buckets-page-'))
    expect(() => apiPage(empty)).toThrow('index.html')
    rmSync(empty, { recursive: true })
  })

  test('is what API_PAGE=off makes of the Node server', () => {
    expect(servedPage({})).toBeDefined()
    expect(servedPage({ API_PAGE: 'on' })).toBeDefined()
    expect(servedPage({ API_PAGE: '' })).toBeDefined()
    expect(servedPage({ API_PAGE: 'off' })).toBeUndefined()
    expect(servedPage({}, join(pageFolder, 'none'))).toBeUndefined()
    expect(() => servedPage({ API_PAGE: 'no' })).toThrow(
      'API_PAGE: expected "on" or "off", got "no"',
    )
  })
})
