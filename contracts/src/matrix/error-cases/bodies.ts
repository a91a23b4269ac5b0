import type { ErrorName, Operation } from '@export-buckets/core'
import {
  bodyCoordinates,
  type Coordinates,
  hasBody,
  isOneOf,
  versionCoordinates,
} from '../coordinates.ts'
import { type ErrorCases, rawApi } from '../error-case.ts'
import {
  brokenRule,
  emptyBody,
  invalidBucketName,
  missingField,
  severalViolations,
  tooLargeBody,
  unknownField,
  unknownProvider,
  wrongServiceUrl,
  wrongType,
} from '../invalid-bodies.ts'

const isCreateBucket = isOneOf('createGroupBackupExportBucket')

/** Returns the versions that know Azure. Only Azure validates the URL of a container. */
const azureCoordinates = (operation: Operation): Coordinates[] =>
  versionCoordinates(operation).filter(({ provider }) => provider === 'AZURE')

type BodyErrorName = Extract<
  ErrorName,
  | 'MALFORMED_JSON'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'CONTENT_TOO_LARGE'
  | 'MISSING_ATTRIBUTE'
  | 'INVALID_JSON_ATTRIBUTE'
  | 'INVALID_ENUM_VALUE'
  | 'INVALID_ATTRIBUTE'
  | 'VALIDATION_ERROR'
  | 'EXPORT_BUCKET_NAME_INVALID'
  | 'BACKUP_SNAPSHOT_RETENTION_VALUE_INVALID'
>

/** The errors of request bodies. */
export const bodyErrors: Readonly<Record<BodyErrorName, ErrorCases>> = {
  MALFORMED_JSON: [
    {
      when: 'there is no body',
      appliesTo: hasBody,
      call: { ...rawApi, contentType: 'application/json' },
      invalidBody: emptyBody,
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
  CONTENT_TOO_LARGE: [
    {
      when: 'the body is larger than any can be',
      appliesTo: hasBody,
      call: rawApi,
      invalidBody: tooLargeBody,
    },
  ],
  MISSING_ATTRIBUTE: [
    {
      when: 'the body breaks several rules',
      appliesTo: isCreateBucket,
      call: rawApi,
      invalidBody: severalViolations,
    },
    {
      when: 'a required field is missing',
      appliesTo: hasBody,
      selectCoordinates: bodyCoordinates,
      call: rawApi,
      invalidBody: missingField,
    },
  ],
  INVALID_JSON_ATTRIBUTE: [
    {
      when: 'a field has another type or format',
      appliesTo: hasBody,
      selectCoordinates: bodyCoordinates,
      call: rawApi,
      invalidBody: wrongType,
    },
  ],
  INVALID_ENUM_VALUE: [
    {
      when: 'there is no such provider',
      appliesTo: hasBody,
      call: rawApi,
      invalidBody: unknownProvider,
    },
  ],
  INVALID_ATTRIBUTE: [
    {
      when: 'the body has a field that the operation does not take',
      appliesTo: hasBody,
      selectCoordinates: bodyCoordinates,
      call: rawApi,
      invalidBody: unknownField,
    },
  ],
  VALIDATION_ERROR: [
    {
      when: 'the URL of the container is one of another service',
      appliesTo: isCreateBucket,
      selectCoordinates: azureCoordinates,
      call: rawApi,
      invalidBody: wrongServiceUrl,
    },
    {
      when: 'the role is of another provider',
      appliesTo: isOneOf('authorizeGroupCloudProviderAccessRole'),
      invalidBody: () => ({ body: { providerName: 'GCP' } }),
    },
  ],
  EXPORT_BUCKET_NAME_INVALID: [
    {
      when: 'the bucket has a name that no bucket can have',
      appliesTo: isCreateBucket,
      call: rawApi,
      invalidBody: invalidBucketName,
    },
  ],
  BACKUP_SNAPSHOT_RETENTION_VALUE_INVALID: [
    {
      when: 'the snapshot is kept for less than a day',
      appliesTo: isOneOf('takeGroupClusterBackupSnapshots'),
      call: rawApi,
      invalidBody: brokenRule('retentionInDays', 0),
    },
  ],
}
