import {
  ClusterName,
  newestApiVersion,
  type OperationId,
  responseValidator,
} from '@export-buckets/core'
import {
  clusterTypes,
  type ResourceKind,
  type Resources,
  type Simulation,
  type StoredCluster,
  type StoredExportJob,
  type StoredRole,
  type StoredSchedule,
  type StoredSnapshot,
} from '../resources.ts'
import { textColumn } from './rows.ts'
import type { Row } from './sql-database.ts'

const areNumbers = (...values: unknown[]) => values.every((value) => typeof value === 'number')
const areStrings = (...values: unknown[]) => values.every((value) => typeof value === 'string')

/** Creates a function that returns whether a value is valid as a response body of the operation, in the newest version. */
function createBodyCheck(operationId: OperationId): (value: unknown) => boolean {
  const validator = responseValidator(operationId, newestApiVersion)
  return (value) => validator?.is(value) === true
}

const isRoleBody = createBodyCheck('getGroupCloudProviderAccess')
const isSnapshotBody = createBodyCheck('getGroupClusterBackupSnapshot')
const isExportJobBody = createBodyCheck('getGroupClusterBackupExport')
const isScheduleBody = createBodyCheck('getGroupClusterBackupSchedule')

function isRole(value: unknown): value is StoredRole {
  const { role, assumableAt, usableAt = assumableAt } = Object(value)
  return isRoleBody(role) && areNumbers(assumableAt, usableAt)
}

function isCluster(value: unknown): value is StoredCluster {
  const { id, name, clusterType, createDate, mongoDBMajorVersion, backupEnabled, collections } =
    Object(value)
  return (
    ClusterName.is(name) &&
    clusterTypes.some((type) => type === clusterType) &&
    areStrings(id, createDate, mongoDBMajorVersion) &&
    typeof backupEnabled === 'boolean' &&
    areNumbers(collections)
  )
}

/** Validates the properties that responses also have, by the schema of a completed snapshot. */
function isSnapshot(value: unknown): value is StoredSnapshot {
  const { id, snapshotType, frequencyType, description, ...times } = Object(value)
  const { requestedAt, startsAt, completesAt, expiresAt } = times
  const shared = { id, snapshotType, frequencyType, description }
  return (
    isSnapshotBody({
      ...shared,
      status: 'completed',
      type: 'replicaSet',
    }) &&
    frequencyType !== undefined &&
    areNumbers(requestedAt, startsAt, completesAt, expiresAt)
  )
}

/** Validates the properties that responses also have, by the schema of a queued job. */
function isExportJob(value: unknown): value is StoredExportJob {
  const { id, snapshotId, exportBucketId, customData, prefix, failure, ...numbers } = Object(value)
  const { requestedAt, startsAt, endsAt, collections } = numbers
  const shared = { id, snapshotId, exportBucketId, customData, prefix }
  return (
    isExportJobBody({ ...shared, createdAt: '', state: 'Queued' }) &&
    customData !== undefined &&
    prefix !== undefined &&
    areNumbers(requestedAt, startsAt, endsAt, collections) &&
    (failure === undefined || areStrings(Object(failure).errorCode, Object(failure).message))
  )
}

function isSchedule(value: unknown): value is StoredSchedule {
  return isScheduleBody(Object(value).schedule)
}

function isSimulation(value: unknown): value is Simulation {
  const { snapshotSeconds, exportSeconds, roleSeconds, exportFailure } = Object(value)
  return (
    areNumbers(snapshotSeconds, exportSeconds, roleSeconds) &&
    (exportFailure === undefined || areStrings(exportFailure))
  )
}

type Guards = {
  readonly [Kind in ResourceKind]: (value: unknown) => value is Resources[Kind]
}

const guards: Guards = {
  role: isRole,
  cluster: isCluster,
  snapshot: isSnapshot,
  exportJob: isExportJob,
  schedule: isSchedule,
  simulation: isSimulation,
}

/**
 * Returns the resource of a row.
 *
 * @throws TypeError when the row has no resource of the kind
 */
export function toResource<Kind extends ResourceKind>(kind: Kind, row: Row): Resources[Kind] {
  const value: unknown = JSON.parse(textColumn(row, 'body'))
  if (guards[kind](value)) return value
  throw new TypeError(`the store has an invalid ${kind}`)
}
