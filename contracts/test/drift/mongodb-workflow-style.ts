import { type DocumentPath, readAt, schemaPath, setAt } from './mutate-document.ts'

const groups = '/api/atlas/v2/groups/{groupId}'
const backup = `${groups}/clusters/{clusterName}/backup`
const snapshots = ['DiskBackupReplicaSet', 'DiskBackupShardedClusterSnapshot']
const schedules = ['DiskBackupSnapshotSchedule', 'DiskBackupSnapshotSchedule20240805']
const scheduleRequests = [
  'DiskBackupSnapshotScheduleRequest',
  'DiskBackupSnapshotScheduleRequest20240805',
]
const copySettings = ['DiskBackupCopySetting', 'DiskBackupCopySetting20240805']
const awsRole = 'CloudProviderAccessAWSIAMRole'
const gcpRole = 'CloudProviderAccessGCPServiceAccount'

const property = (schema: string, ...names: string[]): DocumentPath => [
  ...schemaPath(schema),
  'properties',
  ...names,
]

/** Replaces a reference to a schema by one of its own, in a document in which the target differs between uses. */
function inline(root: object, path: DocumentPath): void {
  const { $ref } = Object(readAt(root, path))
  if (typeof $ref === 'string')
    setAt(root, path, readAt(root, schemaPath($ref.split('/').at(-1) ?? '')))
}

/** The document requires almost no field of a response, except the policies of a schedule. */
function restyleRequired(root: object): void {
  for (const name of [awsRole, gcpRole, 'CloudProviderAccessAzureServicePrincipal'])
    setAt(root, [...schemaPath(name), 'required'], ['providerName'])
  for (const name of snapshots) setAt(root, [...schemaPath(name), 'required'], [])
  setAt(root, [...schemaPath('DiskBackupExportJob'), 'required'], ['exportBucketId'])
  for (const name of [...schedules, ...scheduleRequests])
    setAt(root, [...schemaPath(name), 'required'], ['policies'])
  setAt(
    root,
    [...schemaPath('CloudProviderAccessAWSIAMRoleRequestUpdate'), 'required'],
    ['providerName'],
  )
}

/** The document states formats, and does not know what was recorded. */
function restyleFields(root: object): void {
  for (const name of ['authorizedDate', 'iamAssumedRoleArn'])
    setAt(root, [...property(awsRole, name), 'type'], 'string')
  setAt(root, [...property(awsRole, 'authorizedDate'), 'format'], 'date-time')
  for (const name of ['atlasAWSAccountArn', 'iamAssumedRoleArn']) {
    setAt(root, [...property(awsRole, name), 'minLength'], 20)
    setAt(root, [...property(awsRole, name), 'maxLength'], 2048)
  }
  const account = property(gcpRole, 'gcpServiceAccountForAtlas')
  setAt(root, [...account, 'type'], 'string')
  setAt(root, [...account, 'pattern'], '^mongodb-atlas-')
  const arn = property('CloudProviderAccessAWSIAMRoleRequestUpdate', 'iamAssumedRoleArn')
  setAt(root, [...arn, 'pattern'], undefined)
  const usage = { propertyName: 'featureType', mapping: { EXPORT_SNAPSHOT: 'Link' } }
  setAt(root, [...schemaPath('CloudProviderAccessFeatureUsage'), 'discriminator'], usage)
  for (const name of snapshots) {
    setAt(root, [...property(name, 'createdAt'), 'format'], 'date-time')
    setAt(root, [...property(name, 'storageSizeBytes'), 'format'], 'int64')
    setAt(root, [...property(name, 'mongodVersion'), 'pattern'], '\\d')
    setAt(root, [...property(name, 'policyItems', 'items'), 'pattern'], '^([a-f0-9]{24})$')
    const frequencies = ['hourly', 'daily', 'weekly', 'monthly', 'yearly']
    setAt(root, [...property(name, 'frequencyType'), 'enum'], frequencies)
  }
  setAt(root, property('DiskBackupShardedClusterSnapshot', 'copyRegions'), undefined)
  const prefix =
    '/exported_snapshots/\\{ORG-NAME\\}/\\{PROJECT-NAME\\}/\\{CLUSTER-NAME\\}/\\{SNAPSHOT-INITIATION-DATE\\}/\\{TIMESTAMP\\}'
  setAt(root, [...property('DiskBackupExportJob', 'prefix'), 'pattern'], prefix)
}

/** One list of snapshots allows the type of the other, too. */
function widenSnapshotTypes(root: object): void {
  const types = ['replicaSet', 'shardedCluster']
  for (const [path, name] of [
    ['snapshots', 'PaginatedCloudBackupReplicaSetView'],
    ['snapshots/shardedClusters', 'PaginatedCloudBackupShardedClusterSnapshotView'],
  ] as const) {
    const content = [...responseContent(`${backup}/${path}`, 'get'), 'schema']
    setAt(root, content, readAt(root, schemaPath(name)))
    const items = [...content, 'properties', 'results', 'items']
    inline(root, items)
    setAt(root, [...items, 'properties', 'type', 'enum'], types)
  }
  const sharded = `${backup}/snapshots/shardedCluster/{snapshotId}`
  const shardedSchema = [...responseContent(sharded, 'get'), 'schema']
  inline(root, shardedSchema)
  setAt(root, [...shardedSchema, 'properties', 'type', 'enum'], types)
  const snapshot = responseContent(`${backup}/snapshots/{snapshotId}`, 'get')
  setAt(root, [...snapshot, 'schema'], { $ref: '#/components/schemas/DiskBackupReplicaSet' })
}

const mediaType = 'application/vnd.atlas.2023-01-01+json'

const responseContent = (path: string, method: string): DocumentPath => [
  ...['paths', path, method, 'responses', '200', 'content', mediaType],
]

function restyleSchedules(root: object): void {
  for (const name of ['AutoExportPolicyView', 'AutoExportPolicyRequest'])
    setAt(root, property(name, 'frequencyType'), { type: 'string', enum: ['monthly', 'yearly'] })
  for (const name of [...schedules, ...scheduleRequests])
    setAt(root, [...property(name, 'policies'), 'maxItems'], 1)
  for (const name of copySettings) {
    setAt(root, [...property(name, 'copyPolicyItems'), 'maxItems'], 6)
    setAt(root, [...property(name, 'frequencies'), 'maxItems'], 6)
    setAt(root, [...property(name, 'frequencies'), 'deprecated'], true)
  }
  const frequencies = ['hourly', 'daily', 'weekly', 'monthly', 'yearly', 'ondemand']
  setAt(root, [...schemaPath('DiskBackupCopyPolicyItem'), 'discriminator'], {
    propertyName: 'frequencyType',
    mapping: Object.fromEntries(frequencies.map((name) => [name, 'Link'])),
  })
  const item = (name: string) => property('DiskBackupApiPolicyItem', name)
  setAt(root, item('frequencyInterval'), { type: 'integer', enum: [1, 2, 40] })
  setAt(root, [...item('retentionValue'), 'minimum'], undefined)
  for (const name of scheduleRequests) {
    for (const aspect of ['minimum', 'maximum'])
      for (const field of ['referenceHourOfDay', 'referenceMinuteOfHour'])
        setAt(root, [...property(name, field), aspect], undefined)
    setAt(root, [...property(name, 'restoreWindowDays'), 'minimum'], undefined)
    setAt(root, [...property(name, 'policies'), 'type'], 'array')
    for (const field of ['clusterId', 'clusterName', 'links', 'nextSnapshot'])
      setAt(root, property(name, field), undefined)
    // The id of a policy item is only in responses.
    const policies = property(name, 'policies', 'items')
    inline(root, policies)
    inline(root, [...policies, 'properties', 'policyItems', 'items'])
    const fields = [...policies, 'properties', 'policyItems', 'items', 'properties']
    setAt(root, [...fields, 'id'], undefined)
  }
}

/** Operations that our document does not describe, and what it lacks of those that it does. */
function restyleOperations(root: object): void {
  const snapshot = ['paths', `${backup}/snapshots/{snapshotId}`]
  const update = { ...Object(readAt(root, [...snapshot, 'delete'])) }
  setAt(root, [...snapshot, 'patch'], {
    ...update,
    operationId: 'updateGroupClusterBackupSnapshot',
  })
  const operationId = 'deleteGroupClusterBackupSnapshotShardedCluster'
  const sharded = ['paths', `${backup}/snapshots/shardedCluster/{snapshotId}`, 'delete']
  setAt(root, sharded, { ...update, operationId })
  for (const [path, method] of [
    [`${groups}/cloudProviderAccess`, 'get'],
    [`${groups}/cloudProviderAccess`, 'post'],
    [`${groups}/cloudProviderAccess/{roleId}`, 'get'],
    [`${backup}/exports`, 'get'],
    [`${backup}/exports/{exportId}`, 'get'],
    [`${backup}/schedule`, 'get'],
  ] as const)
    setAt(root, ['paths', path, method, 'responses', '400'], undefined)
  for (const name of ['pointInTimeUtcSeconds', 'oplogTs', 'oplogInc'])
    setAt(root, ['components', 'parameters', name, 'schema', 'minimum'], undefined)
  setAt(root, [...schemaPath('DiskBackupExportJobRequest'), 'type'], ['object', 'null'])
}

/** Rewrites the operations of roles, snapshots, export jobs and schedules in MongoDB's style. */
export function applyWorkflowStyle(root: object): void {
  restyleRequired(root)
  restyleFields(root)
  widenSnapshotTypes(root)
  restyleSchedules(root)
  restyleOperations(root)
}
