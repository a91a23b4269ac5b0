/** Starts one server of the benchmark, named by the first argument, in this process. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ha1 } from '@export-buckets/digest/server'
import { createApp, hashSecret, type LogEntry, realm } from '@export-buckets/edge'
import { readMigrations } from '@export-buckets/edge/store/migrate'
import { migrateSqlite } from '@export-buckets/edge/store/migrate-sqlite'
import { sqliteStore } from '@export-buckets/edge/store/sqlite'
import { getRequestListener } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import { cpuTime } from './cpu-time.ts'
import { accept, buckets, callers, groupId } from './fixture.ts'

let requests = 0

/** Listens on a free port of the loopback interface, and returns the port. */
async function listen(server: Server): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

function serve(listener: RequestListener): Promise<number> {
  const server = createServer((request, response) => {
    requests += 1
    return listener(request, response)
  })
  return listen(server)
}

/** Starts the edge over a file with `node:sqlite`, connected like its Node entry. */
async function startEdge(log?: (entry: LogEntry) => void): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const database = new DatabaseSync(join(folder, 'bench.db'))
  database.exec('PRAGMA journal_mode = WAL')
  migrateSqlite(database, readMigrations())
  const store = sqliteStore(database)
  const grants = [{ groupId, roles: ['GROUP_READ_ONLY'] }]
  for (const { clientId, clientSecret, publicKey, privateKey } of callers) {
    await store.saveServiceAccount({ clientId, secretHash: hashSecret(clientSecret), grants })
    const digest = ha1({ username: publicKey, realm, password: privateKey })
    await store.saveApiKey({ publicKey, ha1: digest, grants })
  }
  for (const bucket of buckets) await store.saveExportBucket(groupId, bucket)
  // A whole refill each millisecond: no load reaches the limit, and the headers are as long as those of Atlas.
  const rateLimit = { capacity: 1200, refill: 1200, seconds: 0.001 }
  const app = createApp({
    store,
    // The same in every process: tokens and nonces of one edge are valid at all of them.
    secret: new Uint8Array(32).fill(0xb0),
    rateLimit,
    tokenRateLimit: rateLimit,
    getClientAddress: (c) => getConnInfo(c).remote.address,
    ...(log && { log }),
  })
  return serve(getRequestListener(app.fetch))
}

/** Returns the headers of the edge's responses, besides those of the adapter. */
const createHeaders = () => ({
  'Content-Type': `${accept};charset=utf-8`,
  'X-Request-Id': crypto.randomUUID(),
  'RateLimit-Limit': '1200',
  'RateLimit-Remaining': '1199',
  'Strict-Transport-Security': 'max-age=31536000; includeSubdomains;',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Permitted-Cross-Domain-Policies': 'none',
})

/** Starts the reference: a Hono app without authentication or checks that sends the same responses as the edge. */
function startHono(): Promise<number> {
  const bucketsById = new Map<string, object>(buckets.map((bucket) => [bucket._id, bucket]))
  const collection = '/api/atlas/v2/groups/:groupId/backup/exportBuckets'
  const app = new Hono()
  app.get(collection, (c) => {
    const [pageNum, size] = [Number(c.req.query('pageNum')), Number(c.req.query('itemsPerPage'))]
    const url = c.req.url.split('?', 1)[0]
    const toLink = (rel: string, n: number) => ({
      href: `${url}?itemsPerPage=${size}&pageNum=${n}`,
      rel,
    })
    const links = [
      { href: `${url}?pageNum=${pageNum}&itemsPerPage=${size}`, rel: 'self' },
      ...(pageNum > 1 ? [toLink('previous', pageNum - 1)] : []),
      ...(pageNum * size < buckets.length ? [toLink('next', pageNum + 1)] : []),
    ]
    const results = buckets.slice((pageNum - 1) * size, pageNum * size)
    const page = { links, results, totalCount: buckets.length }
    return c.body(JSON.stringify(page), 200, createHeaders())
  })
  app.get(`${collection}/:exportBucketId`, (c) => {
    const bucket = bucketsById.get(c.req.param('exportBucketId'))
    return bucket ? c.body(JSON.stringify(bucket), 200, createHeaders()) : c.notFound()
  })
  return serve(getRequestListener(app.fetch))
}

/** Starts Prism's mock of our OpenAPI document, without its log. */
async function startPrism(): Promise<number> {
  // Its command line takes a port, but not 0.
  const placeholder = createServer()
  const port = await listen(placeholder)
  await new Promise((resolve) => placeholder.close(resolve))
  const document = fileURLToPath(import.meta.resolve('@export-buckets/core/openapi.yaml'))
  const args = ['--host', '127.0.0.1', '--port', `${port}`, '--verboseLevel', 'silent']
  process.argv.splice(2, process.argv.length, 'mock', ...args, document)
  await import('@stoplight/prism-cli/dist/index.js')
  // Prism emits no event when it listens. It ends this process when it fails.
  while (!(await fetch(`http://127.0.0.1:${port}`).catch(() => undefined))) await setTimeout(50)
  return port
}

/** The servers of the benchmark. */
export type ServerName = 'hono' | 'prism' | 'edge' | 'edge with log'

const servers: Readonly<Record<ServerName, () => Promise<number>>> = {
  hono: startHono,
  prism: startPrism,
  edge: () => startEdge(() => undefined),
  'edge with log': () => startEdge(),
}
const isServerName = (name: string): name is ServerName => Object.hasOwn(servers, name)

// `exit` runs the handler that removes temporary files, which a signal does not.
for (const event of ['disconnect', 'SIGTERM']) process.once(event, () => process.exit())
process.on('message', () => process.send?.({ cpu: cpuTime(), requests }))
const [, , name = ''] = process.argv
if (!isServerName(name)) throw new TypeError(`unknown server "${name}"`)
process.send?.({ port: await servers[name]() })
