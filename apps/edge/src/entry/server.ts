import process from 'node:process'
import { createApp } from '../app.ts'
import { behindProxies } from '../client-address.ts'
import type { ClientAddress } from '../parts.ts'
import type { Listening, Settings, Variables } from '../settings.ts'
import { rateLimitersOf } from '../store/rate-limiters-of.ts'
import { sqlStore } from '../store/sql-store.ts'
import type { Store } from '../store/store.ts'
import { told } from '../told.ts'
import { type DataFolder, dataFolder, openDataFolder } from './data-folder.ts'
import { greeting } from './greeting.ts'
import { type OpenDatabase, type OpenFile, openNamedFile, openRemote } from './open-database.ts'
import { sampleCredentials } from './sample.ts'
import { readServerSettings, type ServerSettings } from './server-settings.ts'

/** What a server tells the app of a connection, as the bindings of `fetch`. */
export interface Connection {
  /** The IP address of who opened it. */
  address(): string | undefined
}

/** A server that listens. */
export interface Serving {
  readonly url: string
  /** Takes no new connections, and is fulfilled when requests in flight have ended, or had the time to. */
  stop(grace: number): Promise<void>
}

/** How a runtime serves an app. */
export type Serve = (
  fetch: (request: Request, connection: Connection) => Response | Promise<Response>,
  listening: Listening,
) => Promise<Serving>

/** What differs between runtimes. */
interface Runtime {
  readonly serve: Serve
  readonly openFile: OpenFile
}

/** Milliseconds that requests in flight have when the server is told to stop. */
const grace = 10_000

const connectionAddress: ClientAddress = (c) => {
  const connection: Connection = c.env
  return connection.address()
}

/** The address to call a server by: one that means "every interface" is none. */
export function urlOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

async function open(
  { database, replica }: Settings,
  openFile: OpenFile,
  folder: () => DataFolder,
): Promise<OpenDatabase> {
  if (typeof database === 'object') return openRemote(database, replica)
  if (database === undefined) return openNamedFile(openFile, folder().database)
  return openNamedFile(openFile, database, 'DATABASE_URL')
}

/** Returns the store over a database. It is not ready while the file is not in its place. */
function storeOver({ database, check }: OpenDatabase): Store {
  const store = sqlStore(database)
  if (check === undefined) return store
  const ready = async () => {
    check()
    await store.ready()
  }
  return { ...store, ready }
}

function stopOnSignal(serving: Serving, close: () => void): void {
  const signals = ['SIGTERM', 'SIGINT'] as const
  const stop = async () => {
    for (const signal of signals) process.off(signal, stop)
    await serving.stop(grace)
    close()
    console.log('The server has stopped.')
  }
  for (const signal of signals) process.on(signal, stop)
}

async function start({ serve, openFile }: Runtime, settings: ServerSettings): Promise<void> {
  // The database holds what can sign: nobody else reads what this process writes.
  process.umask(0o077)
  const { listening, page, upstream, metrics } = settings
  let ownFolder: DataFolder | undefined
  const folder = () => (ownFolder ??= openDataFolder())
  const secret = settings.secret ?? folder().secret
  const openDatabase = await open(settings, openFile, folder)
  const clientAddress = behindProxies(settings.trustedProxies, connectionAddress)
  const rateLimiters = rateLimitersOf(settings, openDatabase.database)
  const store = storeOver(openDatabase)
  const { publicUrl, rateLimits } = settings
  const parts = { store, secret, clientAddress, publicUrl, rateLimiters, upstream }
  const app = createApp({ ...parts, ...rateLimits, page, metrics })
  const serving = await serve(app.fetch, listening)
  stopOnSignal(serving, openDatabase.close)
  // What somebody else's database holds is their own business, and a gateway has no project to make samples in.
  if (settings.database !== undefined || upstream !== undefined) {
    const source = upstream === undefined ? 'the database' : upstream.baseUrl
    console.log(
      `Export buckets of ${source} are served at ${serving.url}\nStop the server with Ctrl-C.`,
    )
    return
  }
  const { credentials } = folder()
  await sampleCredentials(credentials, store, serving.url)
  const isInstalled = import.meta.dirname.includes('node_modules')
  console.log(greeting(serving.url, credentials, page !== undefined, isInstalled))
}

/** What to do about the errors that a start commonly meets. */
function explained(error: unknown): string {
  const problem = told(error)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `${problem}: set PORT to another port`
  if (code === 'EACCES') return `${problem}: set PORT above 1023, or check who owns ${dataFolder}`
  return problem
}

/** Says why there is no server. An open database would keep the process alive. */
function notStarted(error: unknown, exitCode: 1 | 2): never {
  console.error(`The server did not start: ${explained(error)}`)
  process.exit(exitCode)
}

function settingsOf(variables: Variables): ServerSettings {
  try {
    return readServerSettings(variables)
  } catch (error) {
    return notStarted(error, 2)
  }
}

/** Runs the server of a runtime until it is told to stop; exits with 2 where the environment is wrong. */
export async function runServer(runtime: Runtime): Promise<void> {
  await start(runtime, settingsOf(process.env)).catch((error) => notStarted(error, 1))
}
