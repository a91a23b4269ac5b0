import {
  type CloudProvider,
  type ErrorName,
  type Operation,
  operationPath,
  vendorMediaType,
} from '@export-buckets/core'
import {
  type Auth,
  type ClientCall,
  createProviderState,
  type ErrorParameters,
  type ProviderState,
} from './cell.ts'
import {
  type Coordinates,
  hasBody,
  hasBucketInPath,
  isCreate,
  isDelete,
  isPaginated,
  newestVersionCoordinates,
  sunsetCoordinates,
  toSunsetTime,
  versionCoordinates,
} from './coordinates.ts'
import {
  exampleBucket,
  exampleRequest,
  groupId,
  unknownBucketId,
  unknownGroupId,
} from './example-buckets.ts'
import {
  emptyBody,
  type InvalidBody,
  invalidBucketName,
  missingField,
  severalViolations,
  tooLargeBody,
  unknownField,
  unknownProvider,
  wrongServiceUrl,
  wrongType,
} from './invalid-bodies.ts'

/** A case of an error: its differences from a call that succeeds. */
export interface ErrorCase {
  readonly when: string
  /** The operations in which it can happen. Default: all. */
  readonly appliesTo?: (operation: Operation) => boolean
  /** The requests that trigger it. Default: each resource version, with each provider that it knows. */
  readonly selectCoordinates?: (operation: Operation) => readonly Coordinates[]
  readonly auth?: Auth
  readonly roles?: string[]
  readonly states?: (coordinates: Coordinates) => readonly ProviderState[]
  readonly call?: Partial<ClientCall>
  /** Creates the body, the parameters of the error and the invalid fields. */
  readonly invalidBody?: (coordinates: Coordinates) => InvalidBody
  /** The parameters of the error. Absent when their wording may differ. */
  readonly parameters?: (coordinates: Coordinates) => ErrorParameters
  /** Parameters of which only the types are pinned. */
  readonly example?: ErrorParameters
  /** The invalid query parameters, in order. */
  readonly fields?: readonly string[]
  /** Also pins that the error has no other keys than those of errors. */
  readonly forbidsOtherKeys?: true
}

const malformedId = 'not-an-id'
const rawApi = { clientApi: 'raw' } as const
const noParameters = () => []

/** Returns the versions that know Azure. Only Azure validates the URL of a container. */
const azureCoordinates = (operation: Operation): Coordinates[] =>
  versionCoordinates(operation).filter(({ provider }) => provider === 'AZURE')

/** Returns the role id of the example request of a provider. */
const requestedRole = (provider: CloudProvider): string =>
  String(exampleRequest(provider)[provider === 'AWS' ? 'iamRoleId' : 'roleId'])

/** Returns the path of a request without its leading slash, as errors have it among their parameters. */
const toPathParameter = ({ operation, provider }: Coordinates): string =>
  operationPath(operation, { groupId, exportBucketId: exampleBucket(provider)._id }).slice(1)

/**
 * Every error of the catalogue, with the cases that lead to it, or the reason why there are none. The type requires
 * an entry for each error of core.
 */
export const errorCases: Readonly<Record<ErrorName, readonly ErrorCase[] | string>> = {
  VALIDATION_ERROR: [
    {
      when: 'the URL of the container is one of another service',
      appliesTo: isCreate,
      selectCoordinates: azureCoordinates,
      call: rawApi,
      invalidBody: wrongServiceUrl,
    },
  ],
  INVALID_JSON_ATTRIBUTE: [
    {
      when: 'a field has another type or format',
      appliesTo: hasBody,
      call: rawApi,
      invalidBody: wrongType,
    },
  ],
  MISSING_ATTRIBUTE: [
    {
      when: 'the body breaks several rules',
      appliesTo: isCreate,
      call: rawApi,
      invalidBody: severalViolations,
    },
    {
      when: 'a required field is missing',
      appliesTo: hasBody,
      call: rawApi,
      invalidBody: missingField,
    },
  ],
  INVALID_ENUM_VALUE: [
    {
      when: 'there is no such provider',
      appliesTo: isCreate,
      call: rawApi,
      invalidBody: unknownProvider,
    },
  ],
  INVALID_ATTRIBUTE: [
    {
      when: 'the body has a field that the operation does not take',
      appliesTo: hasBody,
      call: rawApi,
      invalidBody: unknownField,
    },
  ],
  MALFORMED_JSON: [
    {
      when: 'there is no body',
      appliesTo: hasBody,
      call: { ...rawApi, contentType: 'application/json' },
      invalidBody: emptyBody,
    },
  ],
  INVALID_QUERY_PARAMETER: [
    {
      when: 'the query says neither true nor false',
      call: { ...rawApi, query: { envelope: 'maybe' } },
      parameters: () => ['envelope'],
      fields: ['envelope'],
      forbidsOtherKeys: true,
    },
    {
      when: 'a page has no number',
      appliesTo: isPaginated,
      call: { ...rawApi, query: { itemsPerPage: '501', pageNum: '0' } },
      parameters: () => ['itemsPerPage'],
      fields: ['itemsPerPage', 'pageNum'],
    },
  ],
  CANNOT_ASSUME_ROLE: [
    {
      when: 'Atlas does not know the role',
      appliesTo: isCreate,
      states: () => [createProviderState('the role of the request is', { status: 'unknown' })],
      parameters: ({ provider }) => [requestedRole(provider)],
    },
  ],
  CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED: [
    {
      when: 'the role was never authorized',
      appliesTo: isCreate,
      states: () => [
        createProviderState('the role of the request is', { status: 'not authorized' }),
      ],
      parameters: ({ provider }) => [requestedRole(provider)],
    },
  ],
  EXPORT_BUCKET_NAME_INVALID: [
    {
      when: 'the bucket has a name that no bucket can have',
      appliesTo: isCreate,
      call: rawApi,
      invalidBody: invalidBucketName,
    },
  ],
  EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE: [
    {
      when: 'a cluster exports to the bucket',
      appliesTo: isDelete,
      states: ({ provider }) => [
        createProviderState('a cluster exports to the bucket', {
          groupId,
          cloudProvider: provider,
          clusterName: 'Cluster0',
        }),
      ],
      parameters: noParameters,
    },
  ],
  EXPORT_BUCKET_DELETE_FAILED: 'the cause of this error is not published',
  UNAUTHORIZED: [
    { when: 'there are no credentials', auth: 'no credentials' },
    { when: 'the token is bad', auth: 'a bad Bearer token' },
    { when: 'the Digest is bad', auth: 'a bad Digest' },
  ],
  USER_UNAUTHORIZED: [
    {
      when: 'the caller lacks the role',
      roles: ['GROUP_CLUSTER_MANAGER'],
      parameters: noParameters,
    },
  ],
  ACCESS_FORBIDDEN: [
    {
      when: 'the credentials are limited to other operations',
      states: () => [
        createProviderState('the credentials are limited to the operations', { operations: [] }),
      ],
      parameters: noParameters,
    },
  ],
  IP_ADDRESS_NOT_ON_ACCESS_LIST: 'a contract cannot pin the address of the caller',
  INVALID_GROUP_ID: [
    {
      when: 'the project id is malformed',
      call: { ...rawApi, groupId: malformedId },
      parameters: () => [malformedId],
    },
  ],
  GROUP_NOT_FOUND: [
    {
      when: 'the project does not exist',
      call: { groupId: unknownGroupId },
      parameters: () => [unknownGroupId],
    },
  ],
  EXPORT_BUCKET_NOT_FOUND: [
    {
      when: 'the bucket does not exist',
      appliesTo: hasBucketInPath,
      call: { exportBucketId: unknownBucketId },
      parameters: () => [unknownBucketId],
    },
    {
      when: 'the bucket id is malformed',
      appliesTo: hasBucketInPath,
      call: { ...rawApi, exportBucketId: malformedId },
      parameters: () => [malformedId],
    },
  ],
  RESOURCE_NOT_FOUND: 'every request of the matrix has the path of an operation',
  INVALID_VERSION_DATE: [
    {
      when: 'Accept names no version',
      selectCoordinates: newestVersionCoordinates,
      call: { ...rawApi, accept: 'application/json' },
      parameters: noParameters,
    },
    {
      when: 'Accept names a day before the first version',
      selectCoordinates: newestVersionCoordinates,
      call: { ...rawApi, accept: vendorMediaType('2022-12-31') },
      parameters: noParameters,
    },
    {
      when: 'Accept names no day of the calendar',
      selectCoordinates: newestVersionCoordinates,
      call: { ...rawApi, accept: vendorMediaType('2024-13-45') },
      parameters: noParameters,
    },
    {
      when: 'Content-Type names a day before the first version',
      appliesTo: hasBody,
      selectCoordinates: newestVersionCoordinates,
      call: { ...rawApi, contentType: vendorMediaType('2022-12-31') },
      parameters: noParameters,
    },
  ],
  VERSION_GONE: [
    {
      when: 'the version is past its sunset',
      selectCoordinates: sunsetCoordinates,
      states: (coordinates) => [
        createProviderState('the time is', { now: toSunsetTime(coordinates) }),
      ],
      parameters: (coordinates) => [coordinates.requestedVersion, toPathParameter(coordinates)],
    },
  ],
  CONTENT_TOO_LARGE: [
    {
      when: 'the body is larger than any can be',
      appliesTo: hasBody,
      call: rawApi,
      invalidBody: tooLargeBody,
    },
  ],
  UNSUPPORTED_MEDIA_TYPE: [
    {
      when: 'Content-Type is not JSON',
      appliesTo: hasBody,
      call: { ...rawApi, contentType: 'text/plain' },
      // The case has no body, because Pact compares a body by its media type.
      invalidBody: () => ({ parameters: [] }),
    },
  ],
  RATE_LIMITED: 'the token endpoints are not pinned',
  RATE_LIMITED_TOKEN_BUCKET: [
    {
      when: 'the rate limit is used up',
      states: () => [createProviderState('the rate limit is used up', {})],
      example: ['api/atlas/v2/groups', 30, 1200, 500, 60],
    },
  ],
  UNEXPECTED_ERROR: [
    {
      when: 'the storage has a fault',
      states: () => [createProviderState('the storage fails', { because: 'of a fault' })],
      parameters: noParameters,
    },
  ],
  SERVICE_UNAVAILABLE: [
    {
      when: 'the storage is away',
      states: () => [createProviderState('the storage fails', { because: 'it is away' })],
      parameters: noParameters,
    },
  ],
}

/** Returns the cases of an error that can happen in an operation. */
export function findErrorCases(operation: Operation, name: ErrorName): readonly ErrorCase[] {
  const cases = errorCases[name]
  return typeof cases === 'string'
    ? []
    : cases.filter(({ appliesTo }) => appliesTo?.(operation) ?? true)
}

/** The names of the errors of the catalogue. */
export const errorNames: readonly ErrorName[] = Object.keys(errorCases).filter(
  (name): name is ErrorName => name in errorCases,
)
