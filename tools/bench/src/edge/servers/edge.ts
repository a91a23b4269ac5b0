/**
 * The edge as its Node entry wires it, over a file with node:sqlite, but with a rate limit that is never reached, and without a
 * log unless started with `--log`: the others write none either.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ha1 } from '@export-buckets/digest/server'
import { createApp, hashSecret, realm, type Store } from '@export-buckets/edge'
import { readMigrations } from '@export-buckets/edge/store/migrate'
import { migrateSqlite } from '@export-buckets/edge/store/migrate-sqlite'
import { sqliteStore } from '@export-buckets/edge/store/sqlite'
import { getRequestListener } from '@hono/node-server'
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

function openStore(): Store {
  const database = new DatabaseSync(join(folder, 'bench.db'))
  database.exec('PRAGMA journal_mode = WAL')
  migrateSqlite(database, readMigrations())
  return sqliteStore(database)
}

async function fill(store: Store): Promise<void> {
  const { clientId, clientSecret, publicKey, privateKey } = caller
  const grants = [{ groupId, roles: ['GROUP_READ_ONLY'] }]
  await store.saveServiceAccount({ clientId, secretHash: hashSecret(clientSecret), grants })
  const key = ha1({ username: publicKey, realm, password: privateKey })
  await store.saveApiKey({ publicKey, ha1: key, grants })
  for (const bucket of buckets) await store.saveExportBucket(groupId, bucket)
}

/** Full again each millisecond: no load reaches it, and what it says is as long as what Atlas says. */
const unlimited = { capacity: 1200, refill: 1200, seconds: 0.001 }
let requests = 0

const commands: EdgeCommands = {
  async listen() {
    const store = openStore()
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
