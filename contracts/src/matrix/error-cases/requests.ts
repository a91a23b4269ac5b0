import { type ErrorName, operationPath, vendorMediaType } from '@export-buckets/core'
import {
  type Coordinates,
  hasBody,
  isPaginated,
  sunsetCoordinates,
  toSunsetTime,
  versionlessCoordinates,
} from '../coordinates.ts'
import { type ErrorCases, noParameters, rawApi } from '../error-case.ts'
import { examplePathParameters, malformedId, unknownGroupId } from '../ids.ts'
import { createProviderState } from '../provider-state.ts'

/** Returns the path of a request without its leading slash, which is a parameter of errors. */
const toPathParameter = ({ operation, provider }: Coordinates): string =>
  operationPath(operation, examplePathParameters(provider)).slice(1)

type RequestErrorName = Extract<
  ErrorName,
  | 'RESOURCE_NOT_FOUND'
  | 'UNAUTHORIZED'
  | 'IP_ADDRESS_NOT_ON_ACCESS_LIST'
  | 'INVALID_GROUP_ID'
  | 'GROUP_NOT_FOUND'
  | 'USER_UNAUTHORIZED'
  | 'ACCESS_FORBIDDEN'
  | 'RATE_LIMITED'
  | 'RATE_LIMITED_TOKEN_BUCKET'
  | 'INVALID_VERSION_DATE'
  | 'VERSION_GONE'
  | 'INVALID_QUERY_PARAMETER'
  | 'UNEXPECTED_ERROR'
  | 'SERVICE_UNAVAILABLE'
>

/** The errors that every operation has, in the order of the server's checks. */
export const requestErrors: Readonly<Record<RequestErrorName, ErrorCases>> = {
  RESOURCE_NOT_FOUND: 'every request of the matrix has the path of an operation',
  UNAUTHORIZED: [
    { when: 'there are no credentials', auth: 'no credentials' },
    { when: 'the token is bad', auth: 'a bad Bearer token' },
    { when: 'the Digest is bad', auth: 'a bad Digest' },
  ],
  IP_ADDRESS_NOT_ON_ACCESS_LIST: 'a contract cannot pin the address of the caller',
  INVALID_GROUP_ID: [
    {
      when: 'the project id is malformed',
      call: rawApi,
      pathParameters: { groupId: malformedId },
      parameters: () => [malformedId],
    },
  ],
  GROUP_NOT_FOUND: [
    {
      when: 'the project does not exist',
      pathParameters: { groupId: unknownGroupId },
      parameters: () => [unknownGroupId],
    },
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
  RATE_LIMITED: 'the token endpoints are not pinned',
  RATE_LIMITED_TOKEN_BUCKET: [
    {
      when: 'the rate limit is used up',
      states: () => [createProviderState('the rate limit is used up', {})],
      example: ['api/atlas/v2/groups', 30, 1200, 500, 60],
    },
  ],
  INVALID_VERSION_DATE: [
    {
      when: 'Accept names no version',
      selectCoordinates: versionlessCoordinates,
      call: { ...rawApi, accept: 'application/json' },
      parameters: noParameters,
    },
    {
      when: 'Accept names a day before the first version',
      selectCoordinates: versionlessCoordinates,
      call: { ...rawApi, accept: vendorMediaType('2022-12-31') },
      parameters: noParameters,
    },
    {
      when: 'Accept names no day of the calendar',
      selectCoordinates: versionlessCoordinates,
      call: { ...rawApi, accept: vendorMediaType('2024-13-45') },
      parameters: noParameters,
    },
    {
      when: 'Content-Type names a day before the first version',
      appliesTo: hasBody,
      selectCoordinates: versionlessCoordinates,
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
  INVALID_QUERY_PARAMETER: [
    {
      when: 'a boolean parameter is neither true nor false',
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
  UNEXPECTED_ERROR: [
    {
      when: 'the storage has an unexpected error',
      states: () => [createProviderState('the storage fails', { cause: 'unexpected error' })],
      parameters: noParameters,
    },
  ],
  SERVICE_UNAVAILABLE: [
    {
      when: 'the storage is unavailable',
      states: () => [createProviderState('the storage fails', { cause: 'unavailable' })],
      parameters: noParameters,
    },
  ],
}
