import { getOwn } from './get-own.ts'

/** The advice by status and code of Atlas or OAuth, or by the status alone for an error without a code. */
type Advice = Readonly<Record<string, string | undefined>>

const retryAdvice = 'Wait for the number of seconds in Retry-After.'

const credentialsAdvice =
  'Check the client id and secret, or the public and private key; a key works only in the organization that created it.'

const providerCredentialsAdvice =
  'Check at the cloud provider that the role, service principal or service account exists and trusts Atlas.'

const adviceByError: Advice = {
  '400 CANNOT_ASSUME_ROLE':
    'Use the roleId of a role under Cloud Provider Access of the project, 24 hexadecimal digits and not an ARN, and check that the role at the cloud provider trusts Atlas. A role that was authorized a moment ago may need a minute.',
  '400 CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED':
    'Authorize the role first: PATCH /api/atlas/v2/groups/{groupId}/cloudProviderAccess/{roleId}.',
  '400 CLOUD_PROVIDER_ACCESS_ROLE_IN_USE':
    'Delete the export buckets that use the role first. featureUsages of the role lists them.',
  '400 CANNOT_DELETE_IN_PROGRESS_SNAPSHOT': 'Wait until the status of the snapshot is completed.',
  '400 INVALID_BACKUP_POLICY':
    'Send export and autoExportEnabled together, and use the frequencyType of a policy item.',
  '400 BACKUP_SNAPSHOT_RETENTION_VALUE_INVALID': 'Set retentionInDays to at least 1.',
  '400 INVALID_NUM_OF_POLICIES': 'Send one policy with all policy items, or none to keep them.',
  '400 INVALID_NUM_OF_POLICY_ITEMS':
    'Send all policy items of the policy, or none of the policies to keep them.',
  '400 INVALID_POLICY_ID': 'Use the id of the policy in the schedule that the server returns.',
  '400 INVALID_POLICY_ITEM_ID':
    'Use the ids of the policy items in the schedule that the server returns, and none for a new item.',
  '400 INVALID_REFERENCE_HOUR_OF_DAY': 'Use an hour in UTC, 0 to 23.',
  '400 INVALID_REFERENCE_MINUTE_OF_HOUR': 'Use a minute, 0 to 59.',
  '400 INVALID_RESTORE_WINDOW':
    'Set restoreWindowDays to at least 1, with continuous cloud backup.',
  '400 INVALID_AWS_CREDENTIALS': providerCredentialsAdvice,
  '400 INVALID_AZURE_CREDENTIALS': providerCredentialsAdvice,
  '400 INVALID_GOOGLE_CLOUD_CREDENTIALS': providerCredentialsAdvice,
  '400 INVALID_PROVIDER': 'Use AWS, AZURE or GCP.',
  '400 UNFINISHED_ON_DEMAND_SNAPSHOT':
    'Wait until the on-demand snapshot in progress is completed, and use it or take another one.',
  '400 EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE':
    'Turn off auto export (autoExportEnabled) in the backup schedule of every cluster that exports to the bucket, then delete it.',
  '400 EXPORT_BUCKET_NAME_INVALID':
    'Use the name of the bucket at the cloud provider, not a URL, an ARN or a path.',
  '400 INVALID_ATTRIBUTE':
    'Remove the field: the operation does not support it, or not in this API version.',
  '400 INVALID_ENUM_VALUE':
    'Check the spelling and the case of fields with fixed values: cloudProvider is AWS, AZURE or GCP.',
  '400 INVALID_JSON_ATTRIBUTE':
    'Check the type and the format of the field. iamRoleId and roleId are ids of Atlas with 24 hexadecimal digits, not ARNs.',
  '400 INVALID_QUERY_PARAMETER':
    'Check the query: pageNum starts at 1, itemsPerPage is 1 to 500, the others are true or false.',
  '400 MALFORMED_JSON': 'Send valid JSON in UTF-8.',
  '400 MISSING_ATTRIBUTE': 'Add the field to the request body.',
  '401': credentialsAdvice,
  // Recorded from a test environment of Atlas, in place of a 401 without a code.
  '401 UNEXPECTED_ERROR': credentialsAdvice,
  '401 USER_UNAUTHORIZED':
    'The credentials are valid but lack a role in the project. Reading requires Project Read Only, but reading export jobs Project Backup Manager. Writing requires Project Backup Manager, but taking a snapshot Project Backup Creator, starting an export job Project Backup Export Operator, and changing cloud provider access Project Owner.',
  '401 invalid_client': 'Check the client id and secret.',
  '403 ACCESS_FORBIDDEN':
    'The credentials are restricted to other operations, export buckets or clusters: use other credentials, or have the restriction changed.',
  '403 access_denied':
    'A service account can have about 100 valid tokens: share one client, and revoke tokens that are not needed.',
  '403 IP_ADDRESS_NOT_ON_ACCESS_LIST':
    'Add the address to the access list of the API key or service account.',
  '404 INVALID_GROUP_ID': 'A project id has 24 lower-case hexadecimal digits.',
  '404 GROUP_NOT_FOUND':
    'The project may exist: the error is the same when the caller has no role in it.',
  '404 BACKUP_CONFIG_NOT_FOUND':
    'Turn on cloud backup for the cluster. Only dedicated clusters have it.',
  '404 CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND':
    "A role id has 24 lower-case hexadecimal digits and is not an ARN. The project's list of roles has it as roleId, or as _id for Azure.",
  '404 EXPORT_JOB_NOT_FOUND': 'List the export jobs of the cluster: a job belongs to one cluster.',
  '404 CLUSTER_NOT_FOUND': 'Use the name of a cluster of this project. It is case-sensitive.',
  '404 INVALID_SNAPSHOT_ID': 'A snapshot id has 24 lower-case hexadecimal digits.',
  '404 SNAPSHOT_NOT_FOUND':
    'A sharded cluster has its snapshots under snapshots/shardedCluster. Expired snapshots are deleted.',
  '404 EXPORT_BUCKET_NOT_FOUND': 'Versions before 2024-05-30 return AWS buckets only.',
  '406 INVALID_VERSION_DATE':
    'Send a dated media type, for example Accept: application/vnd.atlas.2024-05-30+json.',
  '409 SNAPSHOT_NOT_EXPORTABLE':
    'Export a completed snapshot that is neither a fallback snapshot nor being exported.',
  '410 VERSION_GONE': 'Request a newer version in Accept.',
  '415 UNSUPPORTED_MEDIA_TYPE': 'Send Content-Type: application/json.',
  '429 RATE_LIMITED': retryAdvice,
  '429 RATE_LIMITED_TOKEN_BUCKET': retryAdvice,
  '503 SERVICE_UNAVAILABLE': retryAdvice,
}

/**
 * Returns what the caller can do about an error, or `undefined` when there is no advice. The advice is not in the catalogue, so
 * that a client's bundle does not contain a server's wording.
 *
 * @param code - Atlas's `errorCode` or OAuth's `error`; `undefined` when the body has neither
 */
export function findErrorAdvice(status: number, code: string | undefined): string | undefined {
  const key = code === undefined ? String(status) : `${status} ${code}`
  return getOwn(adviceByError, key)
}
