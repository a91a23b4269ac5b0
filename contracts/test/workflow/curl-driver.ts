import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import {
  AccessToken,
  type ExportJobState,
  finalExportJobStates,
  newestApiVersion,
  type OperationId,
  operationPath,
  operations,
  type ResponseBody,
  tokenPath,
  vendorMediaType,
} from '@export-buckets/core'
import { vi } from 'vitest'
import { groupId } from '../../src/matrix/ids.ts'
import { parseBody, type WorkflowDriver } from './driver.ts'
import type { ProjectCluster, Target } from './project.ts'

/** Runs curl, and returns the body of a response with a status below 400. */
async function curl(...args: readonly string[]): Promise<string> {
  const options = ['--silent', '--show-error', '--write-out', '\n%{http_code}']
  const { stdout } = await promisify(execFile)('curl', [...options, ...args])
  const end = stdout.lastIndexOf('\n')
  const [body, status] = [stdout.slice(0, end), stdout.slice(end + 1)]
  if (Number(status) >= 400) throw new Error(`${status}: ${body}`)
  return body
}

/** Returns the flags that authenticate with an access token, which is requested with curl. */
async function bearerFlags({ baseUrl, credentials }: Target): Promise<string[]> {
  const user = `${credentials.clientId}:${credentials.clientSecret}`
  const grant = 'grant_type=client_credentials'
  const body = await curl('--user', user, '--data', grant, baseUrl + tokenPath)
  const { access_token: token } = AccessToken.parse(JSON.parse(body))
  return ['--header', `Authorization: Bearer ${token}`]
}

const digestFlags = ({ credentials: { publicKey, privateKey } }: Target): string[] => [
  ...['--digest', '--user', `${publicKey}:${privateKey}`],
]

/** Reads a resource until a condition holds. */
function pollUntil<T>(read: () => Promise<T>, isEnd: (resource: T) => boolean): Promise<T> {
  const check = async () => {
    const resource = await read()
    return isEnd(resource) && { resource }
  }
  return vi.waitUntil(check, { interval: 50, timeout: 60_000 }).then(({ resource }) => resource)
}

/** Sends requests with curl. The operations on snapshots depend on the type of the cluster. */
export async function createCurlDriver(
  target: Target,
  authentication: 'Bearer' | 'Digest',
  { clusterType }: Pick<ProjectCluster, 'clusterType'>,
): Promise<WorkflowDriver> {
  const credentials = authentication === 'Bearer' ? await bearerFlags(target) : digestFlags(target)
  const mediaType = vendorMediaType(newestApiVersion)

  function send(operationId: OperationId, parameters: object, body?: object): Promise<string> {
    const operation = operations[operationId]
    const url = target.baseUrl + operationPath(operation, { groupId, ...parameters })
    const data = ['--header', `Content-Type: ${mediaType}`, '--data', JSON.stringify(body)]
    return curl(
      ...['--request', operation.method, '--header', `Accept: ${mediaType}`, ...credentials],
      ...(body === undefined ? [] : data),
      url,
    )
  }

  async function read<Op extends OperationId>(
    operationId: Op,
    parameters: object,
    body?: object,
  ): Promise<ResponseBody<Op, typeof newestApiVersion>> {
    return parseBody(operationId, await send(operationId, parameters, body))
  }

  async function sendSilently(operationId: OperationId, parameters: object): Promise<void> {
    const body = await send(operationId, parameters)
    if (body !== '') throw new Error(`${operationId}: expected no body, got ${body}`)
  }
  const isSharded = clusterType === 'SHARDED'
  const deleteBucket: WorkflowDriver['deleteBucket'] = (exportBucketId) =>
    sendSilently('deleteGroupBackupExportBucket', { exportBucketId })
  return {
    createRole: (role) => read('createGroupCloudProviderAccess', {}, role),
    authorizeRole: (roleId, role) =>
      read('authorizeGroupCloudProviderAccessRole', { roleId }, role),
    getRole: (roleId) => read('getGroupCloudProviderAccess', { roleId }),
    deauthorizeRole: (roleId, cloudProvider) =>
      sendSilently('deauthorizeGroupCloudProviderAccessRole', { roleId, cloudProvider }),
    createBucket: (bucket) => read('createGroupBackupExportBucket', {}, bucket),
    getBucket: (exportBucketId) => read('getGroupBackupExportBucket', { exportBucketId }),
    deleteBucket,
    async detachBucket(exportBucketId, clusterName) {
      const change = { autoExportEnabled: false }
      await read('updateGroupClusterBackupSchedule', { clusterName }, change)
      await deleteBucket(exportBucketId)
    },
    takeSnapshot: (clusterName) => read('takeGroupClusterBackupSnapshots', { clusterName }, {}),
    waitForSnapshot(clusterName, snapshotId) {
      const operationId = isSharded
        ? 'getGroupClusterBackupSnapshotShardedCluster'
        : 'getGroupClusterBackupSnapshot'
      return pollUntil(
        () => read(operationId, { clusterName, snapshotId }),
        ({ status }) => status === 'completed',
      )
    },
    async newestSnapshot(clusterName) {
      const operationId = isSharded
        ? 'listGroupClusterBackupSnapshotShardedClusters'
        : 'listGroupClusterBackupSnapshots'
      const { results } = await read(operationId, { clusterName })
      const snapshot = results[0]
      if (snapshot === undefined) throw new Error(`${clusterName} has no snapshot`)
      return snapshot
    },
    deleteSnapshot: (clusterName, snapshotId) =>
      sendSilently('deleteGroupClusterBackupSnapshot', { clusterName, snapshotId }),
    createJob: (clusterName, job) => read('createGroupClusterBackupExport', { clusterName }, job),
    async watchJob(clusterName, exportId) {
      const states = new Set<ExportJobState>()
      const job = await pollUntil(
        () => read('getGroupClusterBackupExport', { clusterName, exportId }),
        ({ state }) => states.add(state) && finalExportJobStates.includes(state),
      )
      return { job, states: [...states] }
    },
    async listJobs(clusterName) {
      return (await read('listGroupClusterBackupExports', { clusterName })).results
    },
    getSchedule: (clusterName) => read('getGroupClusterBackupSchedule', { clusterName }),
    updateSchedule: (clusterName, autoExport) =>
      read(
        'updateGroupClusterBackupSchedule',
        { clusterName },
        { autoExportEnabled: true, export: autoExport },
      ),
    deleteSchedule: (clusterName) => read('deleteGroupClusterBackupSchedule', { clusterName }),
  }
}
