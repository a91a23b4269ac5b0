import { adviceFor } from './advice.ts'

/** The reason phrases of the status codes that errors have (RFC 9110, section 15; 429: RFC 6585): `reason` on the wire. */
export const reasonPhrases = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
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
  /** `errorCode` on the wire, where it differs from the entry's name. */
  readonly errorCode?: string
  /** `detail` on the wire; each `%s` stands for the next of `parameters`. */
  readonly detail: string
  /** What the caller can do about it; not on the wire. */
  readonly advice?: string
}

const entries = {
  VALIDATION_ERROR: {
    status: 400,
    detail: 'The request content produced the validation error: %s.',
  },
  EXPORT_BUCKET_NAME_INVALID: {
    status: 400,
    detail: 'Export Bucket name is invalid.',
  },
  EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE: {
    status: 400,
    detail: 'The export bucket is in use by the backup schedule of a cluster.',
  },
  UNAUTHORIZED: {
    status: 401,
    errorCode: 'UNEXPECTED_ERROR',
    detail: 'You are not authorized for this resource.',
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
  METHOD_NOT_ALLOWED: {
    status: 405,
    detail: 'Method %s is not allowed for this resource.',
  },
  INVALID_VERSION_DATE: {
    status: 406,
    detail: 'Invalid accept header or version date.',
  },
  VERSION_GONE: {
    status: 410,
    detail: 'The requested version of this resource is past its sunset.',
  },
  CONTENT_TOO_LARGE: {
    status: 413,
    detail: 'The request content has more than %s bytes.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    detail: 'The request content is not JSON of a dated media type, in UTF-8.',
  },
  RATE_LIMITED: {
    status: 429,
    detail: 'The rate limit is exceeded.',
  },
  RATE_LIMITED_TOKEN_BUCKET: {
    status: 429,
    detail: 'The rate limit is exceeded.',
  },
  UNEXPECTED_ERROR: {
    status: 500,
    detail: 'An unexpected error occurred.',
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    detail: 'The service is unavailable for now.',
  },
} as const

/** The name of an entry of the catalogue. */
export type ErrorName = keyof typeof entries

/**
 * The entries without advice, which is no part of what a server answers.
 *
 * @internal
 */
export const errorEntries: Readonly<Record<ErrorName, CatalogueEntry>> = entries

/** The entries, each with the advice that there is for it. */
function advised(): Readonly<Record<ErrorName, CatalogueEntry>> {
  const all = { ...errorEntries }
  for (const name of Object.keys(entries).filter((each): each is ErrorName => each in entries)) {
    const entry = errorEntries[name]
    const advice = adviceFor(entry.status, entry.errorCode ?? name)
    if (advice !== undefined) all[name] = { ...entry, advice }
  }
  return all
}

/**
 * The error catalogue. Wordings with a source are those of Atlas's published error-code list or of recordings; where
 * Atlas's own `detail` was never seen (`METHOD_NOT_ALLOWED`, `VERSION_GONE`, 413, 415, the rate limit, 500, 503, bucket in use)
 * the wording is ours. A malformed bucket id gets `EXPORT_BUCKET_NOT_FOUND`; that is a choice of ours too.
 */
export const errorCatalogue: Readonly<Record<ErrorName, CatalogueEntry>> = /* @__PURE__ */ advised()
