/** By status and code, Atlas's or OAuth's, since `UNEXPECTED_ERROR` has two meanings. */
type Advice = Readonly<Record<string, string | undefined>>

const wait = 'Wait for as many seconds as Retry-After says.'

/** For what any request can meet, whatever it asks for: apart, so that who only gets in carries no more. */
const accessAdvice: Advice = {
  '401 UNEXPECTED_ERROR':
    'Check the client id and secret, or the public and private key; a key works only in the organization that made it.',
  '401 invalid_client': 'Check the client id and secret.',
  '403 ACCESS_FORBIDDEN':
    'Reading needs the role Project Read Only in the project, writing needs Project Backup Manager.',
  '403 access_denied':
    'A service account can hold about 100 live tokens: share one client, and revoke what is not needed.',
  '403 IP_ADDRESS_NOT_ON_ACCESS_LIST':
    'Add the address to the access list of the API key or service account.',
  '429 RATE_LIMITED': wait,
  '429 RATE_LIMITED_TOKEN_BUCKET': wait,
  '503 SERVICE_UNAVAILABLE': wait,
}

/** For what operations on export buckets answer. */
const operationAdvice: Advice = {
  '400 EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE':
    'Turn off automatic export (autoExportEnabled) in the backup schedule of every cluster that exports to the bucket, then delete it.',
  '404 INVALID_GROUP_ID': 'A project id has 24 lower-case hexadecimal digits.',
  '404 GROUP_NOT_FOUND':
    'The project may exist: one in which the caller has no role answers the same.',
  '404 EXPORT_BUCKET_NOT_FOUND':
    'Asked for a version before 2024-05-30, Atlas finds AWS buckets alone.',
  '406 INVALID_VERSION_DATE':
    'Send a dated media type, for example Accept: application/vnd.atlas.2024-05-30+json.',
  '410 VERSION_GONE': 'Ask for a newer version in Accept.',
  '415 UNSUPPORTED_MEDIA_TYPE':
    'Send a dated media type, for example Content-Type: application/vnd.atlas.2024-05-30+json.',
}

/**
 * What the caller can do about an error that any request can meet, a token's too: wrong credentials, no role, an address
 * that is not on the access list, too many requests.
 */
export function accessAdviceFor(status: number, code: string): string | undefined {
  return accessAdvice[`${status} ${code}`]
}

/**
 * What the caller can do about an error, as far as the catalogue knows. Apart from the catalogue, so that a client carries
 * no wordings of a server.
 */
export function adviceFor(status: number, errorCode: string): string | undefined {
  return accessAdviceFor(status, errorCode) ?? operationAdvice[`${status} ${errorCode}`]
}
