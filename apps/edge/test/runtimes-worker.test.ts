import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type D1Binding, d1Store } from '../src/store/d1.ts'
import { largest, workerSize } from '../worker/size.ts'
import { offline, wrangler } from '../worker/wrangler.ts'
import { expectToServe } from './runtime-checks.ts'
import { buckets, clientSecret, fill, groupId, privateKey } from './world.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no bucket')
const edge = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'export-buckets-worker-'))
const variables = join(folder, 'variables.env')
const known = {
  clientId: 'owner',
  clientSecret,
  publicKey: 'owner',
  privateKey,
  groupId,
  exportBucketId: aws._id,
}

beforeAll(async () => {
  await wrangler('d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', folder)
  const miniflare = new Miniflare({
    modules: true,
    script: 'export default {}',
    d1Databases: { DB: 'DB' },
    d1Persist: join(folder, 'v3', 'd1'),
  })
  const database: D1Binding = await miniflare.getD1Database('DB')
  await fill(d1Store(database))
  await miniflare.dispose()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs `wrangler dev` on a free port while something is done with it. */
async function whileServed(use: (url: string) => Promise<void>): Promise<void> {
  const script = join(edge, 'node_modules/wrangler/bin/wrangler.js')
  const args = ['--ip', '127.0.0.1', '--port', '0', '--persist-to', folder, '--env-file', variables]
  const child = spawn(process.execPath, [script, 'dev', ...args], {
    cwd: edge,
    env: { ...process.env, ...offline },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const exited = once(child, 'exit')
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const [url] = /(?<=Ready on )http:\S+/.exec(line) ?? []
      if (url === undefined) continue
      await use(url)
      break
    }
  } finally {
    child.kill('SIGTERM')
    await exited
  }
}

test('the Worker in workerd, over D1 that wrangler has migrated, serves buckets and the API page', async () => {
  writeFileSync(variables, `EDGE_SECRET=${'a1'.repeat(32)}\n`)
  await whileServed(async (url) => {
    await expectToServe(url, known)
    const page = await fetch(url)
    expect(page.status).toBe(200)
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(page.headers.get('X-Frame-Options')).toBe('DENY')
  })
})

test('the Worker without a secret answers 500 and keeps to itself why', async () => {
  writeFileSync(variables, 'EDGE_SECRET=short\n')
  await whileServed(async (url) => {
    for (let n = 0; n < 2; n++) {
      const answer = await fetch(`${url}/api/atlas/v2`)
      expect(answer.status).toBe(500)
      expect(await answer.text()).toBe(
        '{"detail":"An unexpected error occurred.","error":500,"errorCode":"UNEXPECTED_ERROR","parameters":[],"reason":"Internal Server Error"}',
      )
    }
  })
})

test('`wrangler deploy --dry-run` makes a Worker that is small enough', async () => {
  const { gzip } = await workerSize(join(folder, 'worker'))
  expect(gzip).toBeLessThanOrEqual(largest)
})
