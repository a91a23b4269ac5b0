import { cloudProviders } from '@export-buckets/core'
import type { ClusterParameters, StateName } from '../matrix/provider-state.ts'
import type { StatefulProvider } from './stateful-provider.ts'

type StateParameters = Readonly<Record<string, unknown>>

function isStateParameters(value: unknown): value is StateParameters {
  return typeof value === 'object' && value !== null
}

function readString(parameters: StateParameters, name: string): string {
  const value = parameters[name]
  if (typeof value === 'string') return value
  throw new TypeError(`provider state: ${name}: expected a string, got ${JSON.stringify(value)}`)
}

function readOneOf<T extends string | boolean>(
  parameters: StateParameters,
  name: string,
  values: readonly T[],
): T {
  const match = values.find((value) => value === parameters[name])
  if (match !== undefined) return match
  throw new TypeError(`provider state: ${name}: expected one of ${values.join(', ')}`)
}

function readStrings(parameters: StateParameters, name: string): string[] {
  const value = parameters[name]
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
  throw new TypeError(`provider state: ${name}: expected an array of strings`)
}

const readProvider = (parameters: StateParameters) =>
  readOneOf(parameters, 'cloudProvider', cloudProviders)

const readCluster = (parameters: StateParameters): ClusterParameters => ({
  groupId: readString(parameters, 'groupId'),
  clusterName: readString(parameters, 'clusterName'),
  clusterType: readOneOf(parameters, 'clusterType', ['REPLICASET', 'SHARDED']),
})

type StateHandler = (parameters: StateParameters) => Promise<void>

/** Returns the handler of each provider state. */
function createStateHandlers(
  provider: StatefulProvider,
): Readonly<Record<StateName, StateHandler>> {
  return {
    'a project with an export bucket': (parameters) =>
      provider.createProject({
        groupId: readString(parameters, 'groupId'),
        cloudProvider: readProvider(parameters),
        roles: readStrings(parameters, 'roles'),
      }),
    'a project with a cloud provider access role': (parameters) =>
      provider.createProjectWithRole({
        groupId: readString(parameters, 'groupId'),
        cloudProvider: readProvider(parameters),
        roles: readStrings(parameters, 'roles'),
        status: readOneOf(parameters, 'status', ['authorized', 'not authorized']),
      }),
    'a cluster': (parameters) =>
      provider.createCluster({
        ...readCluster(parameters),
        backupEnabled: readOneOf(parameters, 'backupEnabled', [true, false]),
      }),
    'a cluster with a snapshot': (parameters) =>
      provider.createSnapshot({
        ...readCluster(parameters),
        status: readOneOf(parameters, 'status', ['queued', 'inProgress', 'completed']),
        snapshotType: readOneOf(parameters, 'snapshotType', ['onDemand', 'fallback']),
      }),
    'a cluster with an export job': (parameters) =>
      provider.createExportJob({
        ...readCluster(parameters),
        cloudProvider: readProvider(parameters),
        state: readOneOf(parameters, 'state', ['Queued', 'InProgress', 'Successful', 'Failed']),
      }),
    'a cluster with a backup schedule': (parameters) =>
      provider.createSchedule(readCluster(parameters)),
    'a cluster exports to the bucket': (parameters) =>
      provider.createSchedule({
        ...readCluster(parameters),
        cloudProvider: readProvider(parameters),
      }),
    'the credentials are limited to the operations': (parameters) =>
      provider.limitOperations({ operations: readStrings(parameters, 'operations') }),
    'the role of the request is': (parameters) =>
      provider.setRoleStatus({
        groupId: readString(parameters, 'groupId'),
        cloudProvider: readProvider(parameters),
        status: readOneOf(parameters, 'status', ['unknown', 'not authorized', 'propagating']),
      }),
    'the time is': (parameters) => provider.setTime({ now: readString(parameters, 'now') }),
    'the rate limit is used up': () => provider.exhaustRateLimit(),
    'the storage fails': (parameters) =>
      provider.failStorage({
        cause: readOneOf(parameters, 'cause', ['unavailable', 'unexpected error']),
      }),
  }
}

/**
 * Sets a provider state.
 *
 * @throws TypeError when there is no such state, or its parameters are invalid
 */
async function setState(
  provider: StatefulProvider,
  name: string,
  parameters: unknown,
): Promise<void> {
  const handlers: Readonly<Record<string, StateHandler>> = createStateHandlers(provider)
  if (!Object.hasOwn(handlers, name)) throw new TypeError(`provider state: unknown state "${name}"`)
  await handlers[name]?.(isStateParameters(parameters) ? parameters : {})
}

/** The path at which Pact's verifier sets provider states. */
export const statesPath = '/provider-states'

/** The request of Pact's verifier (https://docs.pact.io/provider/using_provider_states_effectively). */
interface StateChange {
  readonly action: string
  readonly state: string
  readonly params: unknown
}

/** Returns a handler that sets provider states, and passes all other requests to the app in that state. */
export function createProviderHandler(
  provider: StatefulProvider,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === statesPath && request.method === 'POST') {
      const { action, state, params }: StateChange = await request.json()
      if (action === 'setup') await setState(provider, state, params)
      return Response.json({})
    }
    // Reachability checks come before any state is set.
    if (pathname === '/' || pathname === statesPath) return new Response(null, { status: 404 })
    return provider.app.fetch(request)
  }
}
