import {
  type ApiVersion,
  accessRoleId,
  type CloudProvider,
  type CloudProviderAccessRole,
  ClusterName,
  type ExportBucket,
  ExportBucket as ExportBucketShape,
  GroupId,
  operationPath,
  operations,
  RoleId,
  tokenPath,
  vendorMediaType,
} from '@export-buckets/core'
import { createDigestFetch, type Fetch } from '@export-buckets/digest/client'
import { ha1 } from '@export-buckets/digest/server'
import {
  type AppOptions,
  createApp,
  hashSecret,
  type LogEntry,
  realm,
  type Store,
  type StoredCluster,
} from '../src/index.ts'
import { memoryStore } from '../src/store/drivers/memory.ts'
import { baseUrl, mountApp, mountingOptions } from './mounting.ts'

export const groupId: GroupId = GroupId.parse('32b6e34b3d91647abb20e7b8')
export const otherGroupId: GroupId = GroupId.parse('5cf3a1b0c2d4e5f601234567')
export const id = (digit: string): string => digit.repeat(24)
/** The ids of the project's authorized roles by cloud provider. */
export const roleIds: Readonly<Record<CloudProvider, string>> = {
  AWS: id('d'),
  AZURE: id('e'),
  GCP: id('f'),
}
export const clientSecret = 'mdb_sa_sk_a:secret+with/odd %25 signs'
export const privateKey = 'd9f3e2c1-0000-4000-8000-abcdefabcdef'

export const buckets: readonly ExportBucket[] = [
  {
    _id: id('a'),
    region: 'us-east-1',
    bucketName: 'export-bucket',
    cloudProvider: 'AWS',
    iamRoleId: roleIds.AWS,
    requirePrivateNetworking: false,
  },
  {
    _id: id('b'),
    tenantId: '4297fc77-1592-4de8-a6d5-a8c32401df87',
    bucketName: 'examplecontainer',
    cloudProvider: 'AZURE',
    roleId: roleIds.AZURE,
    serviceUrl: 'https://examplestorageaccount.blob.core.windows.net/examplecontainer',
  },
  { _id: id('c'), roleId: roleIds.GCP, cloudProvider: 'GCP', bucketName: 'export-bucket' },
].map((bucket) => ExportBucketShape.parse(bucket))

/** The authorized roles of the project. */
export const roles: readonly CloudProviderAccessRole[] = [
  {
    providerName: 'AWS',
    roleId: RoleId.parse(roleIds.AWS),
    authorizedDate: '2026-11-24T11:00:00Z',
    iamAssumedRoleArn: 'arn:aws:iam::123456789012:role/export',
  },
  {
    providerName: 'AZURE',
    _id: RoleId.parse(roleIds.AZURE),
    lastUpdatedDate: '2026-11-24T11:00:00Z',
    tenantId: '4297fc77-1592-4de8-a6d5-a8c32401df87',
  },
  { providerName: 'GCP', roleId: RoleId.parse(roleIds.GCP), status: 'COMPLETE' },
]

/** The clusters of the project: a replica set, a sharded cluster, and one without backup. */
export const clusters: readonly StoredCluster[] = (
  [
    ['1', 'ReplicaSet0', 'REPLICASET', true],
    ['2', 'Sharded0', 'SHARDED', true],
    ['3', 'WithoutBackup', 'REPLICASET', false],
  ] as const
).map(([digit, name, clusterType, backupEnabled]) => ({
  id: id(digit),
  name: ClusterName.parse(name),
  clusterType,
  createDate: '2026-11-24T11:00:00Z',
  mongoDBMajorVersion: '8.0',
  backupEnabled,
  collections: 10,
}))

export const path = (bucketId: string, group: string = groupId): string =>
  operationPath(operations.getGroupBackupExportBucket, { groupId: group, exportBucketId: bucketId })

export const accept = (version: ApiVersion = '2025-03-12'): Record<string, string> => ({
  Accept: vendorMediaType(version),
})
export const basic = (user: string, password: string): { Authorization: string } => ({
  Authorization: `Basic ${btoa(`${user}:${password}`)}`,
})

/**
 * The roles of each caller, whose name is its client id and its public key.
 * All share one secret and one private key.
 */
const callers: Record<CallerName, readonly string[] | undefined> = {
  reader: ['GROUP_READ_ONLY'],
  manager: ['GROUP_BACKUP_MANAGER'],
  owner: ['GROUP_OWNER'],
  stranger: undefined,
}
export type CallerName = 'reader' | 'manager' | 'owner' | 'stranger'

const isPath = (target: string | Request): target is string =>
  typeof target === 'string' && target.startsWith('/')

export async function seedStore(store: Store): Promise<Store> {
  for (const [name, roles] of Object.entries(callers)) {
    const grants =
      roles === undefined
        ? [{ groupId: otherGroupId, roles: ['GROUP_OWNER'] }]
        : [{ groupId, roles }]
    await store.saveServiceAccount({
      clientId: name,
      secretHash: hashSecret(clientSecret),
      grants,
    })
    await store.saveApiKey({
      publicKey: name,
      ha1: ha1({ username: name, realm, password: privateKey }),
      grants,
    })
  }
  for (const role of roles) {
    const key = { kind: 'role', groupId, id: accessRoleId(role) } as const
    await store.saveResource(key, { role, assumableAt: 0 })
  }
  for (const cluster of clusters) {
    await store.saveResource({ kind: 'cluster', groupId, id: cluster.name }, cluster)
  }
  for (const bucket of buckets) await store.saveExportBucket(groupId, bucket)
  return store
}

export interface TestApp {
  readonly app: ReturnType<typeof createApp>
  readonly store: Store
  readonly clock: { now: number }
  readonly log: LogEntry[]
  /** Sends a request without credentials. @param target - a path of the app, or a URL */
  request(target: string | Request, init?: RequestInit): Promise<Response>
  issueToken(name: CallerName): Promise<string>
  bearer(name?: CallerName): Promise<Record<string, string>>
  /** Sends a GET request with a token. */
  get(target: string, headers?: Record<string, string>, name?: CallerName): Promise<Response>
  digestFetch(name?: CallerName, password?: string): Fetch
}

/** Creates an app from the real parts, with a clock that the test sets and a log that it reads. */
export async function createTestApp(options: Partial<AppOptions> = {}): Promise<TestApp> {
  const clock = { now: Date.parse('2026-11-24T12:00:00Z') }
  const log: LogEntry[] = []
  const store = options.store ?? (await seedStore(memoryStore()))
  const app = createApp({
    store,
    secret: new Uint8Array(32).fill(7),
    now: () => clock.now,
    log: (entry) => log.push(entry),
    ...mountingOptions,
    ...options,
  })
  const mountedApp = mountApp(app)
  const request = async (target: string | Request, init: RequestInit = {}) =>
    mountedApp.request(isPath(target) ? baseUrl + target : target, init)

  const issueToken = async (name: CallerName): Promise<string> => {
    const response = await request(tokenPath, {
      method: 'POST',
      headers: basic(name, clientSecret),
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    const body: { access_token: string } = await response.json()
    return body.access_token
  }
  const tokens = new Map<string, Promise<string>>()
  /** Returns the same token for a caller until the clock changes. */
  const cachedToken = (name: CallerName): Promise<string> => {
    const key = `${name} at ${clock.now}`
    const pendingToken = tokens.get(key) ?? issueToken(name)
    tokens.set(key, pendingToken)
    return pendingToken
  }
  const bearer = async (name: CallerName = 'reader') => ({
    Authorization: `Bearer ${await cachedToken(name)}`,
  })
  const get = async (
    target: string,
    headers: Record<string, string> = accept(),
    name?: CallerName,
  ) => request(target, { headers: { ...(await bearer(name)), ...headers } })
  const digestFetch = (name: CallerName = 'reader', password = privateKey) =>
    createDigestFetch({
      username: name,
      password,
      fetch: async (input, init) => mountedApp.fetch(new Request(input, init)),
    })
  return { app, store, clock, log, request, issueToken, bearer, get, digestFetch }
}
