import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Store } from '@export-buckets/edge'
import { d1Store } from '@export-buckets/edge/store/d1'
import { libsqlStore } from '@export-buckets/edge/store/libsql'
import { readMigrations } from '@export-buckets/edge/store/migrate'
import { type Runtime, startServer } from '@export-buckets/test-support/start-server'
import { compatibilityDate } from '@export-buckets/test-support/wrangler-config'
import { createClient } from '@libsql/client'
import { Miniflare } from 'miniflare'
import { bundleWorker } from '../../src/provider/runtimes/bundle-worker.ts'
import { generateCredentials, saveCredentials, type Target } from './project.ts'

/** A server that runs until it is disposed of. */
export interface RunningServer extends Target, AsyncDisposable {}

/** Adds the resources of the project to the store of a server. */
type SaveResources = (store: Store) => Promise<void>

/** Starts a server, and adds its caller and the resources. */
type StartServer = (saveResources: SaveResources) => Promise<RunningServer>

/** Starts the server of a runtime in a folder of its own. Resources are added before the first request. */
async function startInFolder(
  runtime: Runtime,
  saveResources: SaveResources,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'export-buckets-workflow-'))
  const server = await startServer(folder, { PORT: '0', ...env }, runtime)
  const file = pathToFileURL(join(folder, '.data', 'export-buckets.db')).href
  const client = createClient({ url: file })
  const store = libsqlStore(client)
  const credentials = generateCredentials()
  await saveCredentials(store, credentials)
  await saveResources(store)
  client.close()
  return {
    baseUrl: server.url,
    credentials,
    async [Symbol.asyncDispose]() {
      await server.stop()
      await rm(folder, { recursive: true })
    },
  }
}

/** Starts a server in front of another one, which represents Atlas and has the resources. */
const startGateway: StartServer = async (saveResources) => {
  const atlas = await startInFolder('node', saveResources)
  const { clientId, clientSecret } = atlas.credentials
  const gateway = await startInFolder('node', async () => undefined, {
    UPSTREAM: atlas.baseUrl,
    UPSTREAM_CLIENT_ID: clientId,
    UPSTREAM_CLIENT_SECRET: clientSecret,
  })
  return {
    ...gateway,
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      await atlas[Symbol.asyncDispose]()
    },
  }
}

/** Starts the Worker with a D1 database, and Durable Objects for the rate limits. */
const startWorker: StartServer = async (saveResources) => {
  const entry = createRequire(import.meta.url).resolve('@export-buckets/edge/cloudflare')
  const miniflare = new Miniflare({
    modules: true,
    script: await bundleWorker(entry),
    compatibilityDate,
    d1Databases: ['DB'],
    durableObjects: { RATE_LIMITS: { className: 'RateLimitObject', useSQLite: true } },
    bindings: {
      EDGE_SECRET: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex'),
    },
    host: '127.0.0.1',
    port: 0,
    // The entries of its access log.
    handleStructuredLogs: () => undefined,
  })
  const { origin } = await miniflare.ready
  const database = await miniflare.getD1Database('DB')
  await database.batch(readMigrations().map(({ sql }) => database.prepare(sql)))
  const credentials = generateCredentials()
  const store = d1Store(database)
  await saveCredentials(store, credentials)
  await saveResources(store)
  return { baseUrl: origin, credentials, [Symbol.asyncDispose]: () => miniflare.dispose() }
}

/** Where a server runs. */
export type ServerName = 'Node' | 'Deno' | 'Bun' | 'workerd' | 'the gateway'

/** Starts a server, by where it runs. */
export const startServerByName: Readonly<Record<ServerName, StartServer>> = {
  Node: (saveResources) => startInFolder('node', saveResources),
  Deno: (saveResources) => startInFolder('deno', saveResources),
  Bun: (saveResources) => startInFolder('bun', saveResources),
  workerd: startWorker,
  'the gateway': startGateway,
}
