import process from 'node:process'
import { createApp } from '../../app.ts'
import { clientAddressFromForwardedFor, type GetClientAddress } from '../../auth/client-address.ts'
import { formatErrorChain } from '../../lib/format-error-chain.ts'
import { sqlRateLimiters } from '../../rate-limit/sql.ts'
import { sqlStore } from '../../store/sql/sql-store.ts'
import type { Store } from '../../store/store.ts'
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

/** The connection of a request, passed to the app as the bindings of `fetch`. */
interface Connection {
  /** Returns the IP address of the client. */
  address(): string | undefined
}

/** A running server. */
interface RunningServer {
  readonly url: string
  /** Stops accepting connections. Fulfilled when requests in flight have ended or the grace period is over. */
  stop(graceMs: number): Promise<void>
}

/** Starts the server of a runtime. */
export type StartServer = (
  fetch: (request: Request, connection: Connection) => Response | Promise<Response>,
  options: ListenOptions,
) => Promise<RunningServer>

/** The runtime-specific functions. */
interface Runtime {
  readonly serve: StartServer
  readonly openFile: OpenFile
}

/** The grace period of requests in flight after a signal. */
const shutdownGraceMs = 10_000

const connectionAddress: GetClientAddress = (c) => {
  const connection: Connection = c.env
  return connection.address()
}

/** Returns the URL of a server. A wildcard host becomes `127.0.0.1`. */
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

/** Creates the store of a server. It is not ready when the database file was removed or replaced. */
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
  // The database contains secrets, so that only its owner may read the files of this process.
  process.umask(0o077)
  const { listenOptions, page, upstream, metrics } = settings
  let openedFolder: DataFolder | undefined
  const folder = () => (openedFolder ??= openDataFolder())
  const secret = settings.secret ?? folder().secret
  const openDatabase = await openConfiguredDatabase(settings, openFile, folder)
  const getClientAddress = clientAddressFromForwardedFor(settings.trustedProxies, connectionAddress)
  const rateLimiters =
    settings.rateLimitStore === 'database' ? sqlRateLimiters(openDatabase.database) : undefined
  const store = createServerStore(openDatabase)
  const { publicUrl, rateLimits } = settings
  const app = createApp({
    ...rateLimits,
    store,
    secret,
    getClientAddress,
    publicUrl,
    rateLimiters,
    upstream,
    page,
    metrics,
  })
  const server = await serve(app.fetch, listenOptions)
  stopOnSignal(server, openDatabase.close)
  // Adds no sample to a configured database, or as a gateway.
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

/** Returns the message of an error, with advice for common ones. */
function explainStartError(error: unknown): string {
  const problem = formatErrorChain(error)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `${problem}: set PORT to another port`
  if (code === 'EACCES') return `${problem}: set PORT above 1023, or check who owns ${dataFolder}`
  return problem
}

/** Exits explicitly, because an open database keeps the process alive. */
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

/** Runs the server of a runtime until it receives a signal. Exits with 2 for an invalid environment. */
export async function runServer(runtime: Runtime): Promise<void> {
  await start(runtime, loadSettings(process.env)).catch((error) => exitWithError(error, 1))
}
