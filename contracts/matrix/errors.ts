import { type ErrorName, type Operation, vendorMediaType } from '@export-buckets/core'
import { groupId, unknownBucketId, unknownGroupId } from './buckets.ts'
import type { ErrorCase } from './error-case.ts'
import {
  creates,
  deletes,
  hasBody,
  hasBucket,
  newestPlaces,
  pages,
  sunsetOf,
  sunsetPlaces,
} from './places.ts'
import { breaksRules, isTooLarge, misnames, saysNothing } from './refused-bodies.ts'
import { state } from './states.ts'

const malformed = 'not-an-id'
const bare = { how: 'bare' } as const

/**
 * Every error of the catalogue, with the cases that lead to it, or why none can. An entry added to the catalogue does not
 * compile before it stands here.
 */
export const errorCases: Readonly<Record<ErrorName, readonly ErrorCase[] | string>> = {
  VALIDATION_ERROR: [
    {
      when: 'the query says neither true nor false',
      ask: { ...bare, query: { envelope: 'maybe' } },
      fields: ['envelope'],
      closed: true,
    },
    {
      when: 'a page has no number',
      on: pages,
      ask: { ...bare, query: { itemsPerPage: '501', pageNum: '0' } },
      fields: ['itemsPerPage', 'pageNum'],
    },
    {
      when: 'the body breaks several rules',
      on: creates,
      ask: bare,
      sends: breaksRules,
    },
    {
      when: 'the body does not say what to update',
      on: (operation) => hasBody(operation) && hasBucket(operation),
      ask: bare,
      sends: saysNothing,
    },
  ],
  EXPORT_BUCKET_NAME_INVALID: [
    {
      when: 'the bucket has a name that no bucket can have',
      on: creates,
      ask: bare,
      sends: misnames,
      parameters: [],
    },
  ],
  EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE: [
    {
      when: 'a cluster exports to the bucket',
      on: deletes,
      states: ({ provider }) => [
        state('a cluster exports to the bucket', {
          groupId,
          cloudProvider: provider,
          clusterName: 'Cluster0',
        }),
      ],
      parameters: [],
    },
  ],
  UNAUTHORIZED: [
    { when: 'there are no credentials', auth: 'no credentials', parameters: [] },
    { when: 'the token is bad', auth: 'a bad Bearer token', parameters: [] },
    { when: 'the Digest is bad', auth: 'a bad Digest', parameters: [] },
  ],
  ACCESS_FORBIDDEN: [
    { when: 'the caller lacks the role', roles: ['GROUP_CLUSTER_MANAGER'], parameters: [] },
  ],
  IP_ADDRESS_NOT_ON_ACCESS_LIST: 'a contract does not say from where a call comes',
  INVALID_GROUP_ID: [
    {
      when: 'the project id is malformed',
      ask: { ...bare, groupId: malformed },
      parameters: [malformed],
    },
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
      on: hasBucket,
      ask: { exportBucketId: unknownBucketId },
      parameters: [unknownBucketId],
    },
    {
      when: 'the bucket id is malformed',
      on: hasBucket,
      ask: { ...bare, exportBucketId: malformed },
      parameters: [malformed],
    },
  ],
  RESOURCE_NOT_FOUND: 'the path of an operation is known',
  METHOD_NOT_ALLOWED: 'the method of an operation is allowed',
  INVALID_VERSION_DATE: [
    {
      when: 'Accept names no version',
      at: newestPlaces,
      ask: { ...bare, accept: 'application/json' },
      parameters: [],
    },
    {
      when: 'Accept names a day before the first version',
      at: newestPlaces,
      ask: { ...bare, accept: vendorMediaType('2022-12-31') },
      parameters: [],
    },
    {
      when: 'Accept names no day of the calendar',
      at: newestPlaces,
      ask: { ...bare, accept: vendorMediaType('2024-13-45') },
      parameters: [],
    },
  ],
  VERSION_GONE: [
    {
      when: 'the version is past its sunset',
      at: sunsetPlaces,
      states: (place) => [state('the time is', { now: sunsetOf(place) })],
      parameters: [],
    },
  ],
  CONTENT_TOO_LARGE: [
    {
      when: 'the body is larger than any can be',
      on: hasBody,
      ask: bare,
      sends: isTooLarge,
    },
  ],
  UNSUPPORTED_MEDIA_TYPE: [
    {
      when: 'Content-Type names no version',
      on: hasBody,
      ask: { ...bare, contentType: 'application/json' },
      parameters: [],
    },
  ],
  RATE_LIMITED: 'the provider sends RATE_LIMITED_TOKEN_BUCKET',
  RATE_LIMITED_TOKEN_BUCKET: [
    {
      when: 'the rate limit is used up',
      states: () => [state('the rate limit is used up', {})],
      parameters: [],
    },
  ],
  UNEXPECTED_ERROR: [
    {
      when: 'the storage has a fault',
      states: () => [state('the storage fails', { because: 'of a fault' })],
      parameters: [],
    },
  ],
  SERVICE_UNAVAILABLE: [
    {
      when: 'the storage is away',
      states: () => [state('the storage fails', { because: 'it is away' })],
      parameters: [],
    },
  ],
}

/** The cases of an error that can happen to an operation. */
export function casesOf(operation: Operation, name: ErrorName): readonly ErrorCase[] {
  const cases = errorCases[name]
  return typeof cases === 'string' ? [] : cases.filter(({ on }) => on?.(operation) ?? true)
}

/** The names of the catalogue. */
export const errorNames: readonly ErrorName[] = Object.keys(errorCases).filter(
  (name): name is ErrorName => name in errorCases,
)
