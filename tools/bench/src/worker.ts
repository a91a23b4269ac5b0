import type { Readable } from 'node:stream'
import { compatibilityDate, wranglerConditions } from '@export-buckets/test-support/wrangler-config'
import { Miniflare, type WorkerOptions } from 'miniflare'
import { bucketPath } from './fixture.ts'
import { bundle } from './sizes.ts'
import { type Figures, runRounds, type Suite } from './suite.ts'

/** A Worker, and the status of its response to a request without credentials. */
interface Worker {
  readonly module: string
  readonly status: number
  readonly options?: Partial<WorkerOptions>
}

const workers: Readonly<Record<string, Worker>> = {
  'bare Hono': {
    module: `import { Hono } from 'hono'
      export default new Hono().get('*', (c) => c.text('ok'))`,
    status: 200,
  },
  'edge over memory': {
    module: `import { createApp } from '@export-buckets/edge'
      import { memoryStore } from '@export-buckets/edge/store/memory'
      export default createApp({ store: memoryStore(), secret: new Uint8Array(32), log() {} })`,
    status: 401,
  },
  'edge, as deployed': {
    module: "export { default, RateLimitObject } from '@export-buckets/edge/cloudflare'",
    status: 401,
    options: {
      bindings: { EDGE_SECRET: 'b0'.repeat(32) },
      d1Databases: ['DB'],
      durableObjects: { RATE_LIMITS: { className: 'RateLimitObject', useSQLite: true } },
    },
  },
}

async function measureStart({ status, options }: Worker, script: string): Promise<Figures> {
  const start = performance.now()
  const runtime = new Miniflare({
    modules: true,
    script,
    compatibilityDate,
    cf: false,
    handleRuntimeStdio(stdout: Readable, stderr: Readable) {
      stdout.resume()
      stderr.resume()
    },
    ...options,
  })
  try {
    await runtime.ready
    const up = performance.now() - start
    const url = `http://localhost${bucketPath('0'.repeat(24))}`
    const response = await runtime.dispatchFetch(url)
    const body = await response.text()
    if (response.status === status) return { up, first: performance.now() - start }
    throw new Error(`expected ${status}, got ${response.status} ${body}`)
  } finally {
    await runtime.dispose()
  }
}

/** Cold starts of Workers in workerd. */
export const worker: Suite = {
  name: 'worker',
  about:
    'Milliseconds until workerd, started by miniflare, is up with the bundle, and until it has sent its first response.',
  metrics: { up: { unit: 'ms', digits: 0 }, first: { unit: 'ms', digits: 0 } },
  comparisons: [
    { metric: 'first', of: 'edge over memory', to: 'bare Hono' },
    { metric: 'first', of: 'edge, as deployed', to: 'bare Hono' },
  ],
  async run({ rounds }) {
    const external = ['node:*', 'cloudflare:*']
    const scripts = new Map<string, string>()
    for (const [name, { module }] of Object.entries(workers)) {
      const options = { target: 'es2024', conditions: wranglerConditions, external }
      scripts.set(name, await bundle(module, options))
    }
    const measure = (each: Worker, name: string) => measureStart(each, scripts.get(name) ?? '')
    // The first start of all reads the binary of workerd from the disk.
    await runRounds(workers, 1, measure)
    return runRounds(workers, rounds, measure)
  },
}
