import { findErrorAdvice } from './advice.ts'

/** The reason phrases of the status codes that errors have (RFC 9110, section 15; 429: RFC 6585): `reason` on the wire. */
export const reasonPhrases = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  406: 'Not Acceptable',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const

/** The HTTP status of an error. */
export type ErrorStatus = keyof typeof reasonPhrases

/** An error that Atlas, or a server that answers like it, can give. */
export interface CatalogueEntry {
  /** The HTTP status code. */
  readonly status: ErrorStatus
  /** `errorCode` on the wire, where it differs from the entry's name; `null` where the body has none. */
  readonly errorCode?: string | null
  /** `detail` on the wire; each `%s` stands for the next of `parameters`. */
  readonly detail: string
  /** What the caller can do about it; not on the wire. */
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
  RESOURCE_NOT_FOUND: {
    status: 404,
    detail: 'Cannot find resource %s.',
  },
  INVALID_VERSION_DATE: {
    status: 406,
    detail: 'Invalid accept header or version date.',
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

/** The name of an entry of the catalogue. */
export type ErrorName = keyof typeof catalogue

/**
 * The entries without advice, which is no part of what a server answers.
 *
 * @internal
 */
export const errorEntries: Readonly<Record<ErrorName, CatalogueEntry>> = catalogue

/** The codes of the catalogue, as they are on the wire. */
export type KnownErrorCode = Exclude<
  {
    [Name in ErrorName]: (typeof catalogue)[Name] extends { errorCode: infer Code } ? Code : Name
  }[ErrorName],
  null
>

/**
 * An `errorCode` of Atlas: one of the catalogue's, which editors complete, or any other, since Atlas has some hundreds and
 * adds new ones.
 */
export type ErrorCode = KnownErrorCode | (string & Record<never, never>)

/** The `errorCode` of an entry on the wire, `undefined` where the body has none. */
export function toErrorCode(name: ErrorName): string | undefined {
  const { errorCode = name } = errorEntries[name]
  return errorCode ?? undefined
}

/** The entries, each with the advice that there is for it. */
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
 * The error catalogue. The wording of an entry was recorded from Atlas or comes from its published error-code list, except
 * for 413, 415, 503 and a bucket in use: Atlas's wording is not known there. Atlas answers a malformed bucket id in a way
 * that is not known either; here it gets `EXPORT_BUCKET_NOT_FOUND`.
 */
export const errorCatalogue: Readonly<Record<ErrorName, CatalogueEntry>> =
  /* @__PURE__ */ withAdvice()
