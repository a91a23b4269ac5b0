import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import {
  AccessToken,
  newestApiVersion,
  type OperationId,
  operationPath,
  operations,
  tokenPath,
  vendorMediaType,
} from '@export-buckets/core'

/** The clusters of the sample project. */
export const sampleClusters: readonly string[] = ['Cluster0', 'Cluster1']

/** A response body of the API. */
export type Body = Readonly<Record<string, unknown>>

/** A resource of the sample project: the operation that reads it, and the parameters of its path. */
export interface Resource {
  readonly operationId: OperationId
  readonly parameters: Readonly<Record<string, string>>
}

export interface Session {
  /** The sample project. */
  readonly groupId: string
  /** Sends a request for the sample project. */
  call(
    operationId: OperationId,
    parameters?: Resource['parameters'],
    body?: object,
    query?: string,
  ): Promise<Response>
}

export async function openSession(url: string, folder: string): Promise<Session> {
  const env = parseEnv(readFileSync(join(folder, '.data', 'credentials.env'), 'utf8'))
  const pair = `${env['MONGODB_ATLAS_CLIENT_ID']}:${env['MONGODB_ATLAS_CLIENT_SECRET']}`
  const response = await fetch(url + tokenPath, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(pair)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token } = AccessToken.parse(await response.json())
  const groupId = env['MONGODB_ATLAS_PROJECT_ID'] ?? ''
  const headers = {
    Authorization: `Bearer ${token}`,
    Accept: vendorMediaType(newestApiVersion),
    'Content-Type': 'application/json',
  }
  return {
    groupId,
    call(operationId, parameters, body, query = '') {
      const { method } = operations[operationId]
      const path = operationPath(operations[operationId], { groupId, ...parameters })
      return fetch(url + path + query, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      })
    },
  }
}

/** Sends a request and returns the body. @throws Error when the server rejects the request */
export async function request(
  session: Session,
  ...args: Parameters<Session['call']>
): Promise<Body> {
  const response = await session.call(...args)
  if (response.ok) return response.status === 204 ? {} : Object(await response.json())
  throw new Error(`${args[0]}: ${response.status} ${await response.text()}`)
}

/** Returns the id of the AWS role that the sample's bucket uses. */
async function findRoleId(session: Session): Promise<string> {
  const { awsIamRoles } = await request(session, 'listGroupCloudProviderAccess')
  const usedRole = Array.from(Object(awsIamRoles), Object).find(
    ({ featureUsages }) => featureUsages.length > 0,
  )
  if (usedRole === undefined) throw new Error('no bucket of the sample has a role')
  return String(usedRole.roleId)
}

/** The acknowledged state of a resource. */
interface Acknowledgement {
  readonly resource: Resource
  /** `undefined` when the resource is deleted. */
  readonly body: Body | undefined
}

/**
 * Creates, updates and deletes buckets and roles, changes schedules, and takes, exports and deletes snapshots, until the server
 * is killed. Records acknowledged and unacknowledged writes.
 */
export class Writer {
  /** The last acknowledged state of each resource, by {@link Writer.toKey}. */
  readonly acknowledged: Map<string, Acknowledgement> = new Map()
  /** The keys of resources whose last request got no response. Either outcome is correct. */
  readonly unacknowledged: Set<string> = new Set()
  count = 0
  readonly #requiredCount: number
  readonly #completion = Promise.withResolvers<void>()
  /** Resolves after enough acknowledgements. */
  readonly completion: Promise<void> = this.#completion.promise

  /** @param requiredCount - number of acknowledgements */
  constructor(requiredCount: number) {
    this.#requiredCount = requiredCount
  }

  static toKey({ operationId, parameters }: Resource): string {
    return `${operationId} ${JSON.stringify(parameters)}`
  }

  /**
   * Writes until a request fails.
   *
   * @param index - the number of the writer. It changes the schedule of the cluster with this index and exports its snapshots,
   * or, without a cluster, changes buckets and roles
   */
  async run(session: Session, index: number): Promise<void> {
    const clusterName = sampleClusters[index]
    const iamRoleId = await findRoleId(session)
    for (let n = index; ; n++) {
      const bucket = await this.#createBucket(session, iamRoleId, n)
      const { exportBucketId = '' } = bucket.parameters
      if (clusterName !== undefined) {
        const schedule = {
          operationId: 'getGroupClusterBackupSchedule',
          parameters: { clusterName },
        } as const
        await this.#write(session, schedule, 'updateGroupClusterBackupSchedule', {
          autoExportEnabled: true,
          export: { exportBucketId, frequencyType: 'monthly' },
        })
        await this.#exportSnapshot(session, clusterName, exportBucketId)
      } else if (n % 3 === 0) {
        await this.#write(session, bucket, 'updateGroupBackupExportBucket', {
          requirePrivateNetworking: true,
        })
      } else if (n % 3 === 1) {
        await this.#delete(session, bucket, 'deleteGroupBackupExportBucket')
      } else {
        await this.#changeRole(session)
      }
    }
  }

  async #createBucket(session: Session, iamRoleId: string, n: number): Promise<Resource> {
    const body = await request(
      session,
      'createGroupBackupExportBucket',
      {},
      {
        cloudProvider: 'AWS',
        bucketName: `bucket-${n}`,
        iamRoleId,
      },
    )
    const parameters = { exportBucketId: String(body['_id']) }
    const bucket = { operationId: 'getGroupBackupExportBucket', parameters } as const
    this.#acknowledge(bucket, body)
    return bucket
  }

  async #changeRole(session: Session): Promise<void> {
    const body = await request(
      session,
      'createGroupCloudProviderAccess',
      {},
      { providerName: 'AWS' },
    )
    const parameters = { roleId: String(body['roleId']), cloudProvider: 'AWS' }
    const role = { operationId: 'getGroupCloudProviderAccess', parameters } as const
    this.#acknowledge(role, body)
    await this.#write(session, role, 'authorizeGroupCloudProviderAccessRole', {
      providerName: 'AWS',
      iamAssumedRoleArn: 'arn:aws:iam::123456789012:role/atlas-export',
    })
    if (this.count % 2 === 0)
      await this.#delete(session, role, 'deauthorizeGroupCloudProviderAccessRole')
  }

  async #exportSnapshot(session: Session, clusterName: string, exportBucketId: string) {
    const cluster = { clusterName }
    const taken = await request(session, 'takeGroupClusterBackupSnapshots', cluster, {})
    const snapshotId = String(taken['id'])
    const snapshot = {
      operationId: 'getGroupClusterBackupSnapshot',
      parameters: { clusterName, snapshotId },
    } as const
    this.#acknowledge(snapshot, taken)
    const ids = { exportBucketId, snapshotId }
    const job = await request(session, 'createGroupClusterBackupExport', cluster, ids)
    const parameters = { clusterName, exportId: String(job['id']) }
    this.#acknowledge({ operationId: 'getGroupClusterBackupExport', parameters }, job)
    if (this.count % 2 === 0)
      await this.#delete(session, snapshot, 'deleteGroupClusterBackupSnapshot')
  }

  async #write(session: Session, resource: Resource, operationId: OperationId, body: object) {
    this.unacknowledged.add(Writer.toKey(resource))
    this.#acknowledge(resource, await request(session, operationId, resource.parameters, body))
  }

  async #delete(session: Session, resource: Resource, operationId: OperationId) {
    this.unacknowledged.add(Writer.toKey(resource))
    await request(session, operationId, resource.parameters)
    this.#acknowledge(resource, undefined)
  }

  #acknowledge(resource: Resource, body: Body | undefined): void {
    const key = Writer.toKey(resource)
    this.acknowledged.set(key, { resource, body })
    this.unacknowledged.delete(key)
    this.count += 1
    if (this.count === this.#requiredCount) this.#completion.resolve()
  }
}
