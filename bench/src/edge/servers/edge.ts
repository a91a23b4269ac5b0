/**
 * The edge as its Node entry wires it, over an embedded libSQL file, but without a rate limit, and without a log unless
 * started with `--log`: the others write none either.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ha1 } from '@export-buckets/digest/server'
import { createApp, realm, type Store, secretHash } from '@export-buckets/edge'
import { libsqlStore } from '@export-buckets/edge/store/libsql'
import { migrate, readMigrations } from '@export-buckets/edge/store/migrate'
import { getRequestListener } from '@hono/node-server'
import { createClient } from '@libsql/client'
import { answerCommands } from '../../commands.ts'
import { buckets, caller, groupId } from '../../fixture.ts'
import { cpuTime, listenOnLoopback, type ServerCommands } from './server.ts'

/** What the edge can be asked besides. */
export type EdgeCommands = ServerCommands & {
  /** How many requests reached it so far. */
  requests(): number
}

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
process.once('SIGTERM', () => process.exit())

async function openStore(): Promise<Store> {
  const database = createClient({ url: `file:${join(folder, 'bench.db')}` })
  await database.execute('PRAGMA journal_mode = WAL')
  await migrate(database, readMigrations())
  return libsqlStore(database)
}

async function fill(store: Store): Promise<void> {
  const { clientId, clientSecret, publicKey, privateKey } = caller
  const grants = [{ groupId, roles: ['GROUP_READ_ONLY'] }]
  await store.saveServiceAccount({ clientId, secretHash: secretHash(clientSecret), grants })
  const key = ha1({ username: publicKey, realm, password: privateKey })
  await store.saveApiKey({ publicKey, ha1: key, grants })
  for (const bucket of buckets) await store.saveExportBucket(groupId, bucket)
}

const unlimited = { requests: 1e9, seconds: 1 }
let requests = 0

const commands: EdgeCommands = {
  async listen() {
    const store = await openStore()
    await fill(store)
    const app = createApp({
      store,
      secret: crypto.getRandomValues(new Uint8Array(32)),
      rateLimit: unlimited,
      tokenRateLimit: unlimited,
      ...(!process.argv.includes('--log') && { log: () => undefined }),
    })
    const answer = getRequestListener(app.fetch)
    const server = createServer((request, response) => {
      requests += 1
      return answer(request, response)
    })
    return listenOnLoopback(server)
  },
  cpu: cpuTime,
  requests: () => requests,
}
answerCommands(commands)
