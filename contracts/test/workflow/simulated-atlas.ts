import { setImmediate } from 'node:timers/promises'
import {
  type AtlasClient,
  createClient,
  type FetchLike,
  serviceAccount,
} from '@export-buckets/client'
import { createApp, type Simulation } from '@export-buckets/edge'
import { memoryStore } from '@export-buckets/edge/store/memory'
import { runTimersUntil } from '@export-buckets/test-support/run-timers'
import { vi } from 'vitest'
import { createClientDriver } from './client-driver.ts'
import { type CommandResult, commandEnvironment, runCommand } from './command-line.ts'
import { type PreparedExport, prepareExport } from './export-workflow.ts'
import {
  type Credentials,
  generateCredentials,
  numberedCluster,
  type ProjectCluster,
  saveCredentials,
  saveProject,
} from './project.ts'

/** The app in this process, whose clock is that of the test, and its callers. */
export interface SimulatedAtlas {
  readonly credentials: Credentials
  /** Calls the app without a connection. */
  readonly client: AtlasClient
  /** Responds to a request. */
  handle(request: Request): Promise<Response>
  /** The requests so far: method and path. */
  readonly requests: readonly string[]
  /** Returns the number of requests without a response. */
  pendingRequests(): number
  /** Lets requests wait until they are aborted, from the next one on. */
  pause(): void
  /** Runs timers until a promise settles, and returns it. */
  run<T>(promise: Promise<T>): Promise<T>
  /** Runs timers until a condition holds. */
  runUntil(condition: () => boolean): Promise<void>
  /** Runs a command line, with the words of a command and its other arguments. */
  runCommand(command: string, args?: Args, signal?: AbortSignal): Promise<CommandResult>
}

type Args = readonly string[]

export const replicaSet: ProjectCluster = numberedCluster(0, 'REPLICASET')
export const sharded: ProjectCluster = numberedCluster(1, 'SHARDED')
const baseUrl = 'http://localhost:27017'

/** Rejects when a signal aborts. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  )
}

/** Creates an app with two clusters. Methods that run timers need the fake clock of the test. */
export async function createSimulatedAtlas(
  options: Partial<Simulation> = {},
): Promise<SimulatedAtlas> {
  const [store, credentials] = [memoryStore(), generateCredentials()]
  await saveCredentials(store, credentials)
  const simulation = { snapshotSeconds: 60, exportSeconds: 900, roleSeconds: 0, ...options }
  await saveProject(store, [replicaSet, sharded], simulation)
  const secret = crypto.getRandomValues(new Uint8Array(32))
  const app = createApp({ store, secret, log: () => undefined })
  const requests: string[] = []
  let pendingRequests = 0
  let isPaused = false

  async function handle(request: Request): Promise<Response> {
    requests.push(`${request.method} ${new URL(request.url).pathname}`)
    pendingRequests++
    try {
      return await (isPaused ? whenAborted(request.signal) : app.fetch(request))
    } finally {
      pendingRequests--
    }
  }
  const fetch: FetchLike = (url, init) => handle(new Request(url, init))
  const { clientId, clientSecret } = credentials
  const run = <T>(promise: Promise<T>) => runTimersUntil(promise, () => pendingRequests > 0)
  const env = commandEnvironment({ baseUrl, credentials })
  return {
    credentials,
    handle,
    client: createClient({ baseUrl, fetch, auth: serviceAccount({ clientId, clientSecret }) }),
    requests,
    pendingRequests: () => pendingRequests,
    pause: () => {
      isPaused = true
    },
    run,
    async runUntil(condition) {
      while (!condition()) {
        await setImmediate()
        if (pendingRequests === 0) await vi.advanceTimersToNextTimerAsync()
      }
    },
    runCommand: (command, args = [], interruptSignal = new AbortController().signal) =>
      runCommand(env, [...command.split(' '), ...args], { fetch, interruptSignal }),
  }
}

/** Creates an authorized role, a bucket, and a snapshot of a cluster. */
export function prepareSimulatedExport(
  { client, run }: SimulatedAtlas,
  cluster: ProjectCluster = replicaSet,
): Promise<PreparedExport> {
  const driver = createClientDriver(client)
  return run(prepareExport({ driver, cloudProvider: 'AWS', cluster }))
}
