import process from 'node:process'
import { createApp } from '../../app.ts'
import { clientAddressFromForwardedFor } from '../../auth/client-address.ts'
import { formatErrorChain } from '../../lib/format-error-chain.ts'
import type { AppOptions, GetClientAddress } from '../../options.ts'
import { sqlStore } from '../../store/sql/sql-store.ts'
import type { Store } from '../../store/store.ts'
import { selectRateLimiters } from '../rate-limiters.ts'
import type { EnvVars, ListenOptions, Settings } from '../settings.ts'
import { type DataFolder, dataFolder, openDataFolder } from './data-folder.ts'
import {
  type OpenDatabase,
  type OpenFile,
  openFileOrExplain,
  openMigratedRemote,
} from './open-database.ts'
import { ensureSampleCredentials } from './seed.ts'
import { readServerSettings, type ServerSettings } from './settings.ts'
import { startupMessage } from './startup-message.ts'

/** What a server tells the app of a connection, as the bindings of `fetch`. */
interface Connection {
  /** The IP address of who opened it. */
  address(): string | undefined
}

/** A server that listens. */
interface RunningServer {
  readonly url: string
  /** Takes no new connections, and is fulfilled when requests in flight have ended, or had the time to. */
  stop(graceMs: number): Promise<void>
}

/** How a runtime serves an app. */
export type StartServer = (
  fetch: (request: Request, connection: Connection) => Response | Promise<Response>,
  options: ListenOptions,
) => Promise<RunningServer>

/** What differs between runtimes. */
interface Runtime {
  readonly serve: StartServer
  readonly openFile: OpenFile
}

/** Milliseconds that requests in flight have when the server is told to stop. */
const shutdownGraceMs = 10_000

const connectionAddress: GetClientAddress = (c) => {
  const connection: Connection = c.env
  return connection.address()
}

/** The address to call a server by: one that means "every interface" is none. */
export function serverUrl(host: string, port: number): string {
  const hostname = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`
}

async function openConfiguredDatabase(
  { database, replica }: Settings,
  openFile: OpenFile,
  folder: () => DataFolder,
): Promise<OpenDatabase> {
  if (typeof database === 'object') return openMigratedRemote(database, replica)
  if (database === undefined) return openFileOrExplain(openFile, folder().database)
  return openFileOrExplain(openFile, database, 'DATABASE_URL')
}

/** Returns the store over a database. It is not ready while the file is not in its place. */
function createServerStore({ database, assertFileInPlace }: OpenDatabase): Store {
  const store = sqlStore(database)
  if (assertFileInPlace === undefined) return store
  const ready = async () => {
    assertFileInPlace()
    await store.ready()
  }
  return { ...store, ready }
}

function stopOnSignal(server: RunningServer, close: () => void): void {
  const signals = ['SIGTERM', 'SIGINT'] as const
  const stop = async () => {
    for (const signal of signals) process.off(signal, stop)
    await server.stop(shutdownGraceMs)
    close()
    console.log('The server has stopped.')
  }
  for (const signal of signals) process.on(signal, stop)
}

async function start({ serve, openFile }: Runtime, settings: ServerSettings): Promise<void> {
  // The database holds what can sign: nobody else reads what this process writes.
  process.umask(0o077)
  const { listenOptions, page, upstream, metrics } = settings
  let openedFolder: DataFolder | undefined
  const folder = () => (openedFolder ??= openDataFolder())
  const secret = settings.secret ?? folder().secret
  const openDatabase = await openConfiguredDatabase(settings, openFile, folder)
  const getClientAddress = clientAddressFromForwardedFor(settings.trustedProxies, connectionAddress)
  const rateLimiters = selectRateLimiters(settings, openDatabase.database)
  const store = createServerStore(openDatabase)
  const { publicUrl, rateLimits } = settings
  const appOptions: AppOptions = {
    store,
    secret,
    getClientAddress,
    publicUrl,
    rateLimiters,
    upstream,
  }
  const app = createApp({ ...appOptions, ...rateLimits, page, metrics })
  const server = await serve(app.fetch, listenOptions)
  stopOnSignal(server, openDatabase.close)
  // What somebody else's database holds is their own business, and a gateway has no project to make samples in.
  if (settings.database !== undefined || upstream !== undefined) {
    const source = upstream === undefined ? 'the database' : upstream.baseUrl
    console.log(
      `Export buckets of ${source} are served at ${server.url}\nStop the server with Ctrl-C.`,
    )
    return
  }
  const { credentials } = folder()
  await ensureSampleCredentials(credentials, store, server.url)
  const isInstalled = import.meta.dirname.includes('node_modules')
  console.log(startupMessage(server.url, credentials, page !== undefined, isInstalled))
}

/** What to do about the errors that a start commonly meets. */
function explainStartError(error: unknown): string {
  const problem = formatErrorChain(error)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `${problem}: set PORT to another port`
  if (code === 'EACCES') return `${problem}: set PORT above 1023, or check who owns ${dataFolder}`
  return problem
}

/** Says why there is no server. An open database would keep the process alive. */
function exitWithError(error: unknown, exitCode: 1 | 2): never {
  console.error(`The server did not start: ${explainStartError(error)}`)
  process.exit(exitCode)
}

function loadSettings(variables: EnvVars): ServerSettings {
  try {
    return readServerSettings(variables)
  } catch (error) {
    return exitWithError(error, 2)
  }
}

/** Runs the server of a runtime until it is told to stop; exits with 2 where the environment is wrong. */
export async function runServer(runtime: Runtime): Promise<void> {
  await start(runtime, loadSettings(process.env)).catch((error) => exitWithError(error, 1))
}
