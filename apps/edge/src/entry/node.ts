import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createClient } from '@libsql/client'
import { createApp } from '../app.ts'
import { libsqlStore } from '../store/libsql.ts'
import { migrate, readMigrations } from '../store/migrate.ts'
import type { Store } from '../store/store.ts'
import { type Credentials, readCredentials, writeCredentials } from './credentials-file.ts'
import { openDataFolder } from './data-folder.ts'
import { greeting } from './greeting.ts'
import { servedMetrics } from './metrics.ts'
import { seedSample, storeHolds } from './sample.ts'
import { readSettings, type Settings } from './settings.ts'

const dataFolder = '.data'
/** Milliseconds that requests in flight have when the server is told to stop. */
const grace = 10_000
/** Milliseconds that a statement waits for another process to let go of the database. */
const busyTimeout = 5_000

async function openDatabase(file: string) {
  const client = createClient({ url: `file:${file}`, timeout: busyTimeout })
  await client.execute('PRAGMA journal_mode = WAL')
  await migrate(client, readMigrations())
  return client
}

/** The credentials of an earlier start as long as the store knows them, else new ones. */
async function sampleCredentials(file: string, store: Store): Promise<Credentials> {
  const earlier = readCredentials(file)
  return earlier && (await storeHolds(store, earlier)) ? earlier : seedSample(store)
}

function listen(server: Server, { host, port }: Settings): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address !== null ? address.port : port
      // An address that means "every interface" is none to call.
      const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
      resolve(`http://${name.includes(':') ? `[${name}]` : name}:${bound}`)
    })
  })
}

/** Takes no new connections, lets requests in flight end, then frees what the server holds. */
function stopOnSignal(server: Server, free: () => void): void {
  const stop = () => {
    server.close(free)
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), grace).unref()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

async function start(): Promise<void> {
  // The database holds what can sign: nobody else reads what this process writes.
  process.umask(0o077)
  const settings = readSettings(process.env)
  const metrics = servedMetrics(process.env)
  const data = openDataFolder(dataFolder)
  const database = await openDatabase(data.database)
  const store = libsqlStore(database)
  const app = createApp({ store, secret: data.secret, ...(metrics && { metrics }) })
  const server = createServer(getRequestListener(app.fetch))
  const baseUrl = await listen(server, settings)
  stopOnSignal(server, () => {
    database.close()
    console.log('The server has stopped.')
  })
  const credentials = await sampleCredentials(data.credentials, store)
  writeCredentials(data.credentials, credentials, baseUrl)
  console.log(greeting(baseUrl, data.credentials))
}

/** What to do about the errors that a start commonly meets. */
function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `${error.message}: set PORT to another port`
  if (code === 'EACCES')
    return `${error.message}: set PORT above 1023, or check who owns ${dataFolder}`
  return error.message
}

try {
  await start()
} catch (error) {
  console.error(`The server did not start: ${explained(error)}`)
  // An open database would keep the process alive.
  process.exit(1)
}
