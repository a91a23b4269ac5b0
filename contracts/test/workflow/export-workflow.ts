import {
  accessRoleId,
  type CloudProvider,
  type CloudProviderAccessRole,
  type CreateExportBucket,
  type ExportBucket,
  type ExportJob,
  type Snapshot,
} from '@export-buckets/core'
import { expect } from 'vitest'
import { examples } from '../../src/matrix/examples.gen.ts'
import { groupId } from '../../src/matrix/ids.ts'
import {
  type AuthorizeRole,
  type CreateRole,
  orderedStates,
  type WorkflowDriver,
} from './driver.ts'
import { collections, type ProjectCluster } from './project.ts'

/** What the steps send for a cloud provider. */
interface ProviderRequests {
  readonly createRole: CreateRole
  readonly authorizeRole: AuthorizeRole
  createBucket(role: CloudProviderAccessRole): CreateExportBucket
}

const bucketName = 'export-bucket'
const requests: Readonly<Record<CloudProvider, ProviderRequests>> = {
  AWS: {
    createRole: examples.AwsRoleRequest,
    authorizeRole: examples.AuthorizeAwsRoleRequest,
    createBucket: (role) => ({ cloudProvider: 'AWS', bucketName, iamRoleId: accessRoleId(role) }),
  },
  AZURE: {
    createRole: examples.AzureRoleRequest,
    authorizeRole: examples.AzureRoleRequest,
    createBucket: (role) => ({
      cloudProvider: 'AZURE',
      roleId: accessRoleId(role),
      serviceUrl: 'https://account.blob.core.windows.net/backups',
    }),
  },
  GCP: {
    createRole: { providerName: 'GCP' },
    authorizeRole: { providerName: 'GCP' },
    createBucket: (role) => ({ cloudProvider: 'GCP', bucketName, roleId: accessRoleId(role) }),
  },
}

/** What the steps work on. */
interface Workflow {
  readonly driver: WorkflowDriver
  readonly cloudProvider: CloudProvider
  readonly cluster: ProjectCluster
}

/** Creates a role, and authorizes it. */
async function createAuthorizedRole({
  driver,
  cloudProvider,
}: Workflow): Promise<CloudProviderAccessRole> {
  const { createRole, authorizeRole } = requests[cloudProvider]
  const role = await driver.createRole(createRole)
  const roleId = accessRoleId(role)
  expect(role).toMatchObject({ ...createRole, featureUsages: [] })
  expect(await driver.getRole(roleId)).toEqual(role)
  const authorizedRole = await driver.authorizeRole(roleId, authorizeRole)
  expect(authorizedRole).toMatchObject({ ...authorizeRole, featureUsages: [] })
  expect(accessRoleId(authorizedRole)).toBe(roleId)
  return authorizedRole
}

/** Creates a bucket with a role, which is then in use. */
async function createBucket(
  { driver, cloudProvider }: Workflow,
  role: CloudProviderAccessRole,
): Promise<ExportBucket> {
  const request = requests[cloudProvider].createBucket(role)
  const bucket = await driver.createBucket(request)
  expect(bucket).toMatchObject(request)
  expect(await driver.getBucket(bucket._id)).toMatchObject(bucket)
  const roleId = accessRoleId(role)
  const featureId = { exportBucketId: bucket._id, groupId }
  expect(await driver.getRole(roleId)).toEqual({
    ...role,
    featureUsages: [{ featureId, featureType: 'EXPORT_SNAPSHOT' }],
  })
  await expect(driver.deauthorizeRole(roleId, cloudProvider)).rejects.toThrow(
    'CLOUD_PROVIDER_ACCESS_ROLE_IN_USE',
  )
  return bucket
}

/** Takes a snapshot, and waits until it is completed. */
async function takeSnapshot({ driver, cluster }: Workflow): Promise<Snapshot> {
  const { clusterName, clusterType } = cluster
  const type = clusterType === 'SHARDED' ? 'shardedCluster' : 'replicaSet'
  const { id, status } = await driver.takeSnapshot(clusterName)
  expect(status).toBe('queued')
  const snapshot = await driver.waitForSnapshot(clusterName, id)
  expect(snapshot).toMatchObject({ id, type, status: 'completed', snapshotType: 'onDemand' })
  expect(await driver.newestSnapshot(clusterName)).toEqual(snapshot)
  return snapshot
}

/** Exports a snapshot, and watches the job until it is successful. */
async function exportSnapshot(
  { driver, cluster: { clusterName, clusterType } }: Workflow,
  snapshot: Snapshot,
  bucket: ExportBucket,
): Promise<ExportJob> {
  const request = { snapshotId: snapshot.id, exportBucketId: bucket._id }
  const { id, prefix, state } = await driver.createJob(clusterName, request)
  expect(state).toBe('Queued')
  const { job, states } = await driver.watchJob(clusterName, id)
  const progress =
    clusterType === 'SHARDED'
      ? { components: [expect.any(Object), expect.any(Object)] }
      : { exportStatus: { exportedCollections: collections, totalCollections: collections } }
  const expectedJob = { ...request, ...progress, id, prefix, state: 'Successful' }
  expect(job).toMatchObject({ ...expectedJob, finishedAt: expect.any(String) })
  expect(prefix).toMatch(new RegExp(`^exported_snapshots/\\w+/${groupId}/${clusterName}/`))
  // Which of the states are seen depends on the interval.
  expect(states).toEqual(orderedStates.filter((state) => states.includes(state)))
  expect(states.at(-1)).toBe('Successful')
  expect(await driver.listJobs(clusterName)).toContainEqual(job)
  return job
}

/** Turns on the auto export to a bucket, which is then in use. */
async function scheduleExports(
  { driver, cluster: { clusterName } }: Workflow,
  { _id: exportBucketId }: ExportBucket,
): Promise<void> {
  const autoExport = { exportBucketId, frequencyType: 'daily' } as const
  const schedule = await driver.updateSchedule(clusterName, autoExport)
  expect(schedule).toMatchObject({ autoExportEnabled: true, clusterName, export: autoExport })
  expect(await driver.getSchedule(clusterName)).toEqual(schedule)
  await expect(driver.deleteBucket(exportBucketId)).rejects.toThrow(
    'EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE',
  )
}

/** Turns off the auto export to a bucket, and deletes the bucket. */
async function detachBucket(
  { driver, cluster: { clusterName } }: Workflow,
  { _id: exportBucketId }: ExportBucket,
): Promise<void> {
  await driver.detachBucket(exportBucketId, clusterName)
  const schedule = await driver.getSchedule(clusterName)
  expect(schedule.autoExportEnabled).toBe(false)
  expect(schedule).not.toHaveProperty('export')
  await expect(driver.getBucket(exportBucketId)).rejects.toThrow('EXPORT_BUCKET_NOT_FOUND')
}

/** Deletes what is left. */
async function deleteRest(
  { driver, cloudProvider, cluster: { clusterName } }: Workflow,
  role: CloudProviderAccessRole,
  snapshot: Snapshot,
): Promise<void> {
  const schedule = await driver.deleteSchedule(clusterName)
  expect(schedule.policies?.map(({ policyItems }) => policyItems)).toEqual([[]])
  await driver.deleteSnapshot(clusterName, snapshot.id)
  await expect(driver.deleteSnapshot(clusterName, snapshot.id)).rejects.toThrow(
    'SNAPSHOT_NOT_FOUND',
  )
  const roleId = accessRoleId(role)
  await driver.deauthorizeRole(roleId, cloudProvider)
  await expect(driver.getRole(roleId)).rejects.toThrow('CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND')
}

/** What an export job needs. */
export interface PreparedExport {
  readonly role: CloudProviderAccessRole
  readonly bucket: ExportBucket
  readonly snapshot: Snapshot
}

/** Goes from a role to a bucket and a snapshot that can be exported to it. */
export async function prepareExport(workflow: Workflow): Promise<PreparedExport> {
  const role = await createAuthorizedRole(workflow)
  const bucket = await createBucket(workflow, role)
  return { role, bucket, snapshot: await takeSnapshot(workflow) }
}

/** Goes from a role to an exported snapshot and a schedule, and deletes everything. Each step asserts its responses. */
export async function runExportWorkflow(workflow: Workflow): Promise<void> {
  const { role, bucket, snapshot } = await prepareExport(workflow)
  await exportSnapshot(workflow, snapshot, bucket)
  await scheduleExports(workflow, bucket)
  await detachBucket(workflow, bucket)
  await deleteRest(workflow, role, snapshot)
}
