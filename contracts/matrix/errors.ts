import { type ApiVersion, type ErrorName, operations, vendorMediaType } from '@export-buckets/core'
import { exampleBucket, groupId, unknownBucketId, unknownGroupId } from './buckets.ts'
import type { Ask, Auth, Cell, ErrorAnswer } from './cells.ts'
import { type ProviderState, state } from './states.ts'

/** What is different from a call that succeeds. */
interface ErrorCase {
  readonly when: string
  readonly auth?: Auth
  readonly roles?: string[]
  readonly states?: readonly ProviderState[]
  readonly ask?: Partial<Ask>
  readonly parameters?: readonly string[]
}

const malformed = 'not-an-id'

/**
 * Every error of the catalogue, with the cases that lead to it, or why none can on `getGroupBackupExportBucket`. An entry
 * added to the catalogue does not compile before it stands here.
 */
export const errorCases: Readonly<Record<ErrorName, readonly ErrorCase[] | string>> = {
  VALIDATION_ERROR: [
    {
      when: 'the query says neither true nor false',
      ask: { query: { pretty: 'maybe' } },
      parameters: ['pretty expected true or false, got "maybe"'],
    },
  ],
  EXPORT_BUCKET_NAME_INVALID: 'no body is sent',
  EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE: 'nothing is deleted',
  UNAUTHORIZED: [
    { when: 'there are no credentials', auth: 'no credentials' },
    { when: 'the token is bad', auth: 'a bad Bearer token' },
    { when: 'the Digest is bad', auth: 'a bad Digest' },
  ],
  ACCESS_FORBIDDEN: [{ when: 'the caller lacks the role', roles: ['GROUP_BACKUP_MANAGER'] }],
  IP_ADDRESS_NOT_ON_ACCESS_LIST: 'the provider keeps no access list',
  INVALID_GROUP_ID: [
    { when: 'the project id is malformed', ask: { groupId: malformed }, parameters: [malformed] },
  ],
  GROUP_NOT_FOUND: [
    {
      when: 'the project does not exist',
      ask: { groupId: unknownGroupId },
      parameters: [unknownGroupId],
    },
  ],
  EXPORT_BUCKET_NOT_FOUND: [
    {
      when: 'the bucket does not exist',
      ask: { exportBucketId: unknownBucketId },
      parameters: [unknownBucketId],
    },
    {
      when: 'the bucket id is malformed',
      ask: { exportBucketId: malformed },
      parameters: [malformed],
    },
  ],
  RESOURCE_NOT_FOUND: 'the path of an operation is known',
  METHOD_NOT_ALLOWED: 'the method of an operation is allowed',
  INVALID_VERSION_DATE: [
    { when: 'Accept names no version', ask: { accept: 'application/json' } },
    {
      when: 'Accept names a day before the first version',
      ask: { accept: vendorMediaType('2022-12-31') },
    },
  ],
  VERSION_GONE: [
    {
      when: 'the version is past its sunset',
      states: [state('the time is', { now: '2027-07-01T00:00:00Z' })],
      ask: { version: '2023-01-01' },
    },
  ],
  CONTENT_TOO_LARGE: 'no body is sent',
  UNSUPPORTED_MEDIA_TYPE: 'no body is sent',
  RATE_LIMITED: 'the provider sends RATE_LIMITED_TOKEN_BUCKET',
  RATE_LIMITED_TOKEN_BUCKET: [
    { when: 'the rate limit is used up', states: [state('the rate limit is used up', {})] },
  ],
  UNEXPECTED_ERROR: [
    {
      when: 'the storage has a fault',
      states: [state('the storage fails', { because: 'of a fault' })],
    },
  ],
  SERVICE_UNAVAILABLE: [
    {
      when: 'the storage is away',
      states: [state('the storage fails', { because: 'it is away' })],
    },
  ],
}

const operation = operations.getGroupBackupExportBucket
const newest: ApiVersion = '2024-05-30'

function errorCell(name: ErrorName, each: ErrorCase): Cell<ErrorAnswer> {
  const { when, auth = 'Bearer', roles = [operation.role], states = [] } = each
  const bucket = { groupId, cloudProvider: 'AWS', roles } as const
  return {
    description: `${operation.operationId}: ${name} when ${when}`,
    operationId: operation.operationId,
    states: [state('a project with an export bucket', bucket), ...states],
    auth,
    ask: { groupId, exportBucketId: exampleBucket('AWS')._id, version: newest, ...each.ask },
    answer: { kind: 'error', name, parameters: each.parameters ?? [] },
  }
}

/** A cell for each case of {@link errorCases}. */
export function errorCells(): Cell<ErrorAnswer>[] {
  const names = Object.keys(errorCases).filter((name): name is ErrorName => name in errorCases)
  return names.flatMap((name) => {
    const cases = errorCases[name]
    return typeof cases === 'string' ? [] : cases.map((each) => errorCell(name, each))
  })
}
