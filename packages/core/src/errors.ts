import { findErrorAdvice } from './advice.ts'

/** The reason phrases of error statuses (RFC 9110, section 15; 429: RFC 6585), which are `reason` in error bodies. */
export const reasonPhrases = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  406: 'Not Acceptable',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const

/** The HTTP status of an error response. */
export type ErrorStatus = keyof typeof reasonPhrases

/** An error of Atlas, or of a compatible server. */
export interface CatalogueEntry {
  /** The HTTP status code. */
  readonly status: ErrorStatus
  /** The `errorCode` of the body when it is not the entry's name; `null` when the body has none. */
  readonly errorCode?: string | null
  /** The `detail` of the body. Each `%s` is replaced by the next of `parameters`. */
  readonly detail: string
  /** The advice on what the caller can do; not part of the body. */
  readonly advice?: string
}

const catalogue = {
  VALIDATION_ERROR: {
    status: 400,
    detail: 'The request content produced the validation error: %s.',
  },
  INVALID_JSON_ATTRIBUTE: {
    status: 400,
    detail: 'Received JSON for the %s attribute does not match expected format.',
  },
  MISSING_ATTRIBUTE: {
    status: 400,
    detail: 'The required attribute %s was not specified.',
  },
  INVALID_ENUM_VALUE: {
    status: 400,
    detail: 'An invalid enumeration value %s was specified.',
  },
  INVALID_ATTRIBUTE: {
    status: 400,
    detail: 'Invalid attribute %s specified.',
  },
  MALFORMED_JSON: {
    status: 400,
    detail: 'Received JSON is malformed.',
  },
  INVALID_QUERY_PARAMETER: {
    status: 400,
    detail: 'Invalid query parameter %s specified.',
  },
  CANNOT_ASSUME_ROLE: {
    status: 400,
    detail: 'Atlas cannot assume the specified role (%s).',
  },
  CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED: {
    status: 400,
    detail: 'The specified Cloud Provider Access role (%s) has not been authorized.',
  },
  EXPORT_BUCKET_NAME_INVALID: {
    status: 400,
    detail: 'Export Bucket name is invalid.',
  },
  EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE: {
    status: 400,
    detail: 'The export bucket is in use by the backup schedule of a cluster.',
  },
  EXPORT_BUCKET_DELETE_FAILED: {
    status: 400,
    detail: 'Failed to delete export Bucket with ID %s.',
  },
  CLOUD_PROVIDER_ACCESS_ROLE_IN_USE: {
    status: 400,
    detail: 'The Cloud Provider Access role (%s) is in use by an export bucket.',
  },
  INVALID_AWS_CREDENTIALS: {
    status: 400,
    detail: 'AWS rejected the credentials.',
  },
  INVALID_AZURE_CREDENTIALS: {
    status: 400,
    detail: 'Azure rejected the credentials.',
  },
  INVALID_GOOGLE_CLOUD_CREDENTIALS: {
    status: 400,
    detail: 'Google Cloud rejected the credentials.',
  },
  INVALID_PROVIDER: {
    status: 400,
    detail: 'No provider %s exists.',
  },
  BACKUP_SNAPSHOT_RETENTION_VALUE_INVALID: {
    status: 400,
    detail: 'The retention of a snapshot must be at least one day.',
  },
  UNFINISHED_ON_DEMAND_SNAPSHOT: {
    status: 400,
    detail: 'Cluster %s has an on-demand snapshot that is not completed.',
  },
  CANNOT_DELETE_IN_PROGRESS_SNAPSHOT: {
    status: 400,
    detail: 'A snapshot in progress cannot be deleted.',
  },
  INVALID_BACKUP_POLICY: {
    status: 400,
    detail: 'Invalid Backup Policy: %s.',
  },
  INVALID_NUM_OF_POLICIES: {
    status: 400,
    detail: 'A backup schedule has exactly one policy.',
  },
  INVALID_NUM_OF_POLICY_ITEMS: {
    status: 400,
    detail: 'The backup policy has an invalid number of policy items.',
  },
  INVALID_POLICY_ID: {
    status: 400,
    detail: 'The backup schedule has no policy with ID %s.',
  },
  INVALID_POLICY_ITEM_ID: {
    status: 400,
    detail: 'The backup policy has no item with ID %s.',
  },
  INVALID_REFERENCE_HOUR_OF_DAY: {
    status: 400,
    detail: 'The reference hour of day must be 0 to 23.',
  },
  INVALID_REFERENCE_MINUTE_OF_HOUR: {
    status: 400,
    detail: 'The reference minute of hour must be 0 to 59.',
  },
  INVALID_RESTORE_WINDOW: {
    status: 400,
    detail: 'The restore window must be at least one day.',
  },
  UNAUTHORIZED: {
    status: 401,
    errorCode: null,
    detail: 'You are not authorized for this resource.',
  },
  USER_UNAUTHORIZED: {
    status: 401,
    detail: 'Current user is not authorized to perform this action.',
  },
  ACCESS_FORBIDDEN: {
    status: 403,
    detail: 'Access to this resource is forbidden for current user.',
  },
  IP_ADDRESS_NOT_ON_ACCESS_LIST: {
    status: 403,
    detail: 'IP address %s is not allowed to access this resource.',
  },
  INVALID_GROUP_ID: {
    status: 404,
    detail: 'An invalid group ID %s was specified.',
  },
  GROUP_NOT_FOUND: {
    status: 404,
    detail: 'No group with ID %s exists.',
  },
  EXPORT_BUCKET_NOT_FOUND: {
    status: 404,
    detail: 'No export Bucket with ID %s does not exist.',
  },
  CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND: {
    status: 404,
    detail: 'No Cloud Provider Access role with ID %s exists.',
  },
  CLUSTER_NOT_FOUND: {
    status: 404,
    detail: 'No cluster named %s exists in group %s.',
  },
  INVALID_SNAPSHOT_ID: {
    status: 404,
    detail: 'An invalid snapshot ID %s was specified.',
  },
  SNAPSHOT_NOT_FOUND: {
    status: 404,
    detail: 'No snapshot with ID %s exists for cluster %s.',
  },
  EXPORT_JOB_NOT_FOUND: {
    status: 404,
    detail: 'No export job with ID %s exists for cluster %s.',
  },
  BACKUP_CONFIG_NOT_FOUND: {
    status: 404,
    detail: 'No backup configuration exists for cluster %s in group %s.',
  },
  RESOURCE_NOT_FOUND: {
    status: 404,
    detail: 'Cannot find resource %s.',
  },
  INVALID_VERSION_DATE: {
    status: 406,
    detail: 'Invalid accept header or version date.',
  },
  SNAPSHOT_NOT_EXPORTABLE: {
    status: 409,
    detail: 'Snapshot %s cannot be exported: %s.',
  },
  VERSION_GONE: {
    status: 410,
    detail: 'Version %s of %s is no longer available.',
  },
  CONTENT_TOO_LARGE: {
    status: 413,
    detail: 'The request content has more than %s bytes.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    detail: 'The request content is not JSON in UTF-8.',
  },
  RATE_LIMITED: {
    status: 429,
    detail: 'Resource %s is limited to %s requests every %s minutes.',
  },
  RATE_LIMITED_TOKEN_BUCKET: {
    status: 429,
    detail:
      'Rate limit exceeded for %s. Please retry after %s seconds. Request capacity: %s. Refill rate: %s per %s seconds. For more information, see: http://dochub.mongodb.org/core/atlas-api-rate-limit.',
  },
  UNEXPECTED_ERROR: {
    status: 500,
    detail: 'Unexpected error.',
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    detail: 'The service is unavailable for now.',
  },
} as const

/** The name of a catalogue entry. */
export type ErrorName = keyof typeof catalogue

/**
 * The entries without advice, which servers do not send.
 *
 * @internal
 */
export const errorEntries: Readonly<Record<ErrorName, CatalogueEntry>> = catalogue

/** The `errorCode` values of the catalogue. */
export type KnownErrorCode = Exclude<
  {
    [Name in ErrorName]: (typeof catalogue)[Name] extends { errorCode: infer Code } ? Code : Name
  }[ErrorName],
  null
>

/**
 * An `errorCode` of Atlas. Editors complete the codes of the catalogue; Atlas has hundreds more, so any string is allowed.
 */
export type ErrorCode = KnownErrorCode | (string & Record<never, never>)

/** Returns the `errorCode` of an entry, or `undefined` when the body has none. */
export function toErrorCode(name: ErrorName): string | undefined {
  const { errorCode = name } = errorEntries[name]
  return errorCode ?? undefined
}

/** Returns the entries with their advice. */
function withAdvice(): Readonly<Record<ErrorName, CatalogueEntry>> {
  const all = { ...errorEntries }
  for (const name of Object.keys(catalogue).filter((key): key is ErrorName => key in catalogue)) {
    const entry = errorEntries[name]
    const advice = findErrorAdvice(entry.status, toErrorCode(name))
    if (advice !== undefined) all[name] = { ...entry, advice }
  }
  return all
}

/**
 * The error catalogue. The wording of an entry was recorded from Atlas, or is in its published list of error codes.
 *
 * Atlas's wording is not known, and the wording is ours, for 413, 415, 503, a bucket in use, rejected credentials of a cloud
 * provider, snapshots and backup schedules. Of snapshots and schedules, only `INVALID_BACKUP_POLICY`, `BACKUP_CONFIG_NOT_FOUND` and `SNAPSHOT_NOT_FOUND` are known.
 *
 * Our choice of codes:
 *
 * - a malformed id of a bucket, role or job gets the code of a missing one;
 * - `EXPORT_JOB_NOT_FOUND` and `SNAPSHOT_NOT_EXPORTABLE`, because no code of export jobs is published or recorded;
 * - `CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND`, which Atlas has, for the operations on roles;
 * - `CLOUD_PROVIDER_ACCESS_ROLE_IN_USE`.
 */
export const errorCatalogue: Readonly<Record<ErrorName, CatalogueEntry>> =
  /* @__PURE__ */ withAdvice()
