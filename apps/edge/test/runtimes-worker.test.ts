import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type ExportBucket, tokenPath } from '@export-buckets/core'
import { compatibilityDate } from '@export-buckets/test-support/wrangler-config'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { d1Store } from '../src/store/drivers/d1.ts'
import { readMigrations } from '../src/store/migrate.ts'
import { maxGzipBytes, workerSize } from '../worker/size.ts'
import { offlineEnv, runWrangler } from '../worker/wrangler.ts'
import { accept, basic, buckets, clientSecret, path, seedStore } from './create-test-app.ts'
import { D1Databases } from './d1.ts'
import { createPausedAtlas, type PausedAtlas } from './gateway/paused-atlas.ts'
import { expectProvider, ownerCredentials } from './runtime-checks.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no bucket')
const edge = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'export-buckets-worker-'))
const variables = join(folder, 'variables.env')
const credentials = ownerCredentials(aws._id)

/** Bytes of the deployed Worker, which is bundled once for all tests. */
let size: number
beforeAll(async () => {
  const { gzip } = await workerSize(join(folder, 'worker'))
  size = gzip
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs `wrangler dev` on a free port during `use`. */
async function withWorker(use: (url: string) => Promise<void>): Promise<void> {
  const script = join(edge, 'node_modules/wrangler/bin/wrangler.js')
  const args = ['--ip', '127.0.0.1', '--port', '0', '--persist-to', folder, '--env-file', variables]
  const child = spawn(process.execPath, [script, 'dev', ...args], {
    cwd: edge,
    env: { ...process.env, ...offlineEnv },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const exitPromise = once(child, 'exit')
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const [url] = /(?<=Ready on )http:\S+/.exec(line) ?? []
      if (url === undefined) continue
      await use(url)
      break
    }
  } finally {
    child.kill('SIGTERM')
    await exitPromise
  }
}

/** Runs the bundled Worker in workerd, without wrangler, during `use`. */
async function whileRunning(
  bindings: Readonly<Record<string, string>>,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const worker = new Miniflare({
    modules: [{ type: 'ESModule', path: join(folder, 'worker', 'cloudflare.js') }],
    modulesRoot: join(folder, 'worker'),
    compatibilityDate,
    d1Databases: ['DB'],
    d1Persist: join(folder, 'v3', 'd1'),
    durableObjects: { RATE_LIMITS: { className: 'RateLimitObject', useSQLite: true } },
    bindings,
    host: '127.0.0.1',
    port: 0,
  })
  try {
    await use((await worker.ready).origin)
  } finally {
    await worker.dispose()
  }
}

test('`wrangler d1 migrations apply` applies the folder of migrations once', async () => {
  const apply = () =>
    runWrangler('d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', folder)
  const firstOutput = await apply()
  for (const { name } of readMigrations()) expect(firstOutput).toContain(name)
  expect(await apply()).toContain('No migrations to apply')
  await using local = new D1Databases(['DB'], folder)
  const store = await seedStore(d1Store(await local.database('DB')))
  expect(await store.apiKey('reader')).toBeDefined()
})

test('the Worker in workerd serves buckets and the API page over D1 migrated by wrangler', async () => {
  writeFileSync(variables, `EDGE_SECRET=${'a1'.repeat(32)}\n`)
  await withWorker(async (url) => {
    await expectProvider(url, credentials)
    const page = await fetch(url)
    expect(page.status).toBe(200)
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(page.headers.get('X-Frame-Options')).toBe('DENY')
  })
})

describe('the Worker as a gateway', () => {
  const [cachedBucket, slowBucket, lateBucket] = buckets

  type Get = (bucket: ExportBucket | undefined, signal?: AbortSignal) => Promise<Response>

  /** Runs the gateway in front of an Atlas whose responses the test can hold back. */
  async function withGatewayWorker(
    use: (get: Get, atlas: PausedAtlas) => Promise<void>,
    extraVars: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    await using atlas = await createPausedAtlas()
    const gateway = {
      UPSTREAM: atlas.url,
      UPSTREAM_CLIENT_ID: 'owner',
      UPSTREAM_CLIENT_SECRET: clientSecret,
      CACHE_SECONDS: '60',
      // No token is refilled during the test, however long it takes.
      RATE_LIMIT: '1200/86400',
      ...extraVars,
    }
    await whileRunning({ EDGE_SECRET: 'a1'.repeat(32), ...gateway }, async (url) => {
      const token = await fetch(url + tokenPath, {
        method: 'POST',
        headers: basic('owner', clientSecret),
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      })
      const { access_token }: { access_token: string } = await token.json()
      const headers = { ...accept(), Authorization: `Bearer ${access_token}` }
      await use(
        (bucket, signal) =>
          fetch(url + path(bucket?._id ?? ''), { headers, ...(signal && { signal }) }),
        atlas,
      )
    })
  }

  test('buckets are cached in the Cache API, and the rate limit is in a Durable Object', async () => {
    await withGatewayWorker(async (get, atlas) => {
      const firstResponse = await get(cachedBucket)
      expect(firstResponse.status).toBe(200)
      expect(await firstResponse.json()).toEqual(cachedBucket)
      expect(firstResponse.headers.get('Cache-Status')).toMatch(
        /^export-buckets; fwd=uri-miss; stored; /,
      )
      const secondResponse = await get(cachedBucket)
      expect(secondResponse.headers.get('Cache-Status')).toMatch(/^export-buckets; hit; ttl=/)
      expect(await secondResponse.json()).toEqual(cachedBucket)
      expect(atlas.requestCount()).toBe(1)
      expect(Number(secondResponse.headers.get('RateLimit-Remaining'))).toBeLessThan(1200)
    })
  })

  test('a request that shares a read is served after the first caller disconnects', async () => {
    await withGatewayWorker(async (get, atlas) => {
      const resume = atlas.pause()
      const abortController = new AbortController()
      const abortedRequest = get(slowBucket, abortController.signal).catch(
        (error: Error) => error.name,
      )
      await expect.poll(() => atlas.requestCount()).toBe(1)
      const waitingRequest = get(slowBucket)
      abortController.abort()
      expect(await abortedRequest).toBe('AbortError')
      resume()
      expect((await waitingRequest).status).toBe(200)
      expect((await get(slowBucket)).status).toBe(200)
    })
  })

  test("a token is requested again after the Worker has dropped a token request with its caller's request", async () => {
    const use = async (get: Get, atlas: PausedAtlas) => {
      const resume = atlas.pause('token')
      expect((await get(lateBucket)).status).toBe(503)
      resume()
      await expect.poll(async () => (await get(lateBucket)).status).toBe(200)
    }
    await withGatewayWorker(use, { UPSTREAM_TIMEOUT: '1' })
  })
})

test('a Worker without a valid secret returns 500 without the reason', async () => {
  await whileRunning({ EDGE_SECRET: 'short' }, async (url) => {
    for (let n = 0; n < 2; n++) {
      const response = await fetch(`${url}/api/atlas/v2`)
      expect(response.status).toBe(500)
      expect(await response.text()).toBe(
        '{"detail":"Unexpected error.","error":500,"errorCode":"UNEXPECTED_ERROR","parameters":[],"reason":"Internal Server Error"}',
      )
    }
  })
})

test('`wrangler deploy --dry-run` creates a Worker within the size limit', () => {
  expect(size).toBeLessThanOrEqual(maxGzipBytes)
})
