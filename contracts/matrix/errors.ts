import {
  type CloudProvider,
  type ErrorName,
  type Operation,
  operationPath,
  vendorMediaType,
} from '@export-buckets/core'
import {
  exampleBucket,
  exampleRequest,
  groupId,
  unknownBucketId,
  unknownGroupId,
} from './buckets.ts'
import type { ErrorCase } from './error-case.ts'
import {
  creates,
  deletes,
  hasBody,
  hasBucket,
  newestPlaces,
  type Place,
  pages,
  sunsetOf,
  sunsetPlaces,
  versionPlaces,
} from './places.ts'
import {
  addsField,
  breaksRules,
  hasNone,
  isTooLarge,
  lacksField,
  mislocates,
  misnames,
  misnamesProvider,
  mistypes,
} from './refused-bodies.ts'
import { state } from './states.ts'

const malformed = 'not-an-id'
const bare = { how: 'bare' } as const
const none = () => []

/** The URL of a container is a rule of Azure's alone. */
const azurePlaces = (operation: Operation): Place[] =>
  versionPlaces(operation).filter(({ provider }) => provider === 'AZURE')

/** The role of the example request of a provider. */
const requestedRole = (provider: CloudProvider): string =>
  String(exampleRequest(provider)[provider === 'AWS' ? 'iamRoleId' : 'roleId'])

/** Returns the path of a request without its leading slash, as errors have it among their parameters. */
const pathOf = ({ operation, provider }: Place): string =>
  operationPath(operation, { groupId, exportBucketId: exampleBucket(provider)._id }).slice(1)

/**
 * Every error of the catalogue, with the cases that lead to it, or why none can. An entry added to the catalogue does not
 * compile before it stands here.
 */
export const errorCases: Readonly<Record<ErrorName, readonly ErrorCase[] | string>> = {
  VALIDATION_ERROR: [
    {
      when: 'the URL of the container is one of another service',
      on: creates,
      at: azurePlaces,
      ask: bare,
      sends: mislocates,
    },
  ],
  INVALID_JSON_ATTRIBUTE: [
    { when: 'a field has another type or format', on: hasBody, ask: bare, sends: mistypes },
  ],
  MISSING_ATTRIBUTE: [
    { when: 'the body breaks several rules', on: creates, ask: bare, sends: breaksRules },
    { when: 'a required field is missing', on: hasBody, ask: bare, sends: lacksField },
  ],
  INVALID_ENUM_VALUE: [
    { when: 'there is no such provider', on: creates, ask: bare, sends: misnamesProvider },
  ],
  INVALID_ATTRIBUTE: [
    {
      when: 'the body has a field that the operation does not take',
      on: hasBody,
      ask: bare,
      sends: addsField,
    },
  ],
  MALFORMED_JSON: [
    {
      when: 'there is no body',
      on: hasBody,
      ask: { ...bare, contentType: 'application/json' },
      sends: hasNone,
    },
  ],
  INVALID_QUERY_PARAMETER: [
    {
      when: 'the query says neither true nor false',
      ask: { ...bare, query: { envelope: 'maybe' } },
      parameters: () => ['envelope'],
      fields: ['envelope'],
      closed: true,
    },
    {
      when: 'a page has no number',
      on: pages,
      ask: { ...bare, query: { itemsPerPage: '501', pageNum: '0' } },
      parameters: () => ['itemsPerPage'],
      fields: ['itemsPerPage', 'pageNum'],
    },
  ],
  CANNOT_ASSUME_ROLE: [
    {
      when: 'Atlas does not know the role',
      on: creates,
      states: () => [state('the role of the request is', { status: 'unknown' })],
      parameters: ({ provider }) => [requestedRole(provider)],
    },
  ],
  CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED: [
    {
      when: 'the role was never authorized',
      on: creates,
      states: () => [state('the role of the request is', { status: 'not authorized' })],
      parameters: ({ provider }) => [requestedRole(provider)],
    },
  ],
  EXPORT_BUCKET_NAME_INVALID: [
    {
      when: 'the bucket has a name that no bucket can have',
      on: creates,
      ask: bare,
      sends: misnames,
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
      parameters: none,
    },
  ],
  EXPORT_BUCKET_DELETE_FAILED: 'nobody has published what makes a deletion fail so',
  UNAUTHORIZED: [
    { when: 'there are no credentials', auth: 'no credentials' },
    { when: 'the token is bad', auth: 'a bad Bearer token' },
    { when: 'the Digest is bad', auth: 'a bad Digest' },
  ],
  USER_UNAUTHORIZED: [
    { when: 'the caller lacks the role', roles: ['GROUP_CLUSTER_MANAGER'], parameters: none },
  ],
  ACCESS_FORBIDDEN: [
    {
      when: 'the credentials are limited to other operations',
      states: () => [state('the credentials are limited to the operations', { operations: [] })],
      parameters: none,
    },
  ],
  IP_ADDRESS_NOT_ON_ACCESS_LIST: 'a contract does not say from where a call comes',
  INVALID_GROUP_ID: [
    {
      when: 'the project id is malformed',
      ask: { ...bare, groupId: malformed },
      parameters: () => [malformed],
    },
  ],
  GROUP_NOT_FOUND: [
    {
      when: 'the project does not exist',
      ask: { groupId: unknownGroupId },
      parameters: () => [unknownGroupId],
    },
  ],
  EXPORT_BUCKET_NOT_FOUND: [
    {
      when: 'the bucket does not exist',
      on: hasBucket,
      ask: { exportBucketId: unknownBucketId },
      parameters: () => [unknownBucketId],
    },
    {
      when: 'the bucket id is malformed',
      on: hasBucket,
      ask: { ...bare, exportBucketId: malformed },
      parameters: () => [malformed],
    },
  ],
  RESOURCE_NOT_FOUND: 'the path of an operation is known',
  INVALID_VERSION_DATE: [
    {
      when: 'Accept names no version',
      at: newestPlaces,
      ask: { ...bare, accept: 'application/json' },
      parameters: none,
    },
    {
      when: 'Accept names a day before the first version',
      at: newestPlaces,
      ask: { ...bare, accept: vendorMediaType('2022-12-31') },
      parameters: none,
    },
    {
      when: 'Accept names no day of the calendar',
      at: newestPlaces,
      ask: { ...bare, accept: vendorMediaType('2024-13-45') },
      parameters: none,
    },
    {
      when: 'Content-Type names a day before the first version',
      on: hasBody,
      at: newestPlaces,
      ask: { ...bare, contentType: vendorMediaType('2022-12-31') },
      parameters: none,
    },
  ],
  VERSION_GONE: [
    {
      when: 'the version is past its sunset',
      at: sunsetPlaces,
      states: (place) => [state('the time is', { now: sunsetOf(place) })],
      parameters: (place) => [place.asked, pathOf(place)],
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
      when: 'Content-Type is not JSON',
      on: hasBody,
      ask: { ...bare, contentType: 'text/plain' },
      // Pact compares a body by its media type, so there is none.
      sends: () => ({ parameters: [] }),
    },
  ],
  RATE_LIMITED: 'the token endpoints are not pinned',
  RATE_LIMITED_TOKEN_BUCKET: [
    {
      when: 'the rate limit is used up',
      states: () => [state('the rate limit is used up', {})],
      example: ['api/atlas/v2/groups', 30, 1200, 500, 60],
    },
  ],
  UNEXPECTED_ERROR: [
    {
      when: 'the storage has a fault',
      states: () => [state('the storage fails', { because: 'of a fault' })],
      parameters: none,
    },
  ],
  SERVICE_UNAVAILABLE: [
    {
      when: 'the storage is away',
      states: () => [state('the storage fails', { because: 'it is away' })],
      parameters: none,
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
