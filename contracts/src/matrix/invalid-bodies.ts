import type { CloudProvider } from '@export-buckets/core'
import type { ErrorParameters, JsonObject } from './cell.ts'
import { type Coordinates, isCreate } from './coordinates.ts'
import { exampleRequest } from './example-buckets.ts'
import { scenarios } from './scenarios.ts'

/** An invalid body, with the parameters of the error and the invalid fields in order. */
export interface InvalidBody {
  /** Absent when the request has no body. */
  readonly body?: JsonObject
  /** Absent when their wording may differ. */
  readonly parameters?: ErrorParameters
  readonly fields?: readonly string[]
}

/** Creates the invalid body for a request of the matrix. */
type CreateInvalidBody = (coordinates: Coordinates) => InvalidBody

const malformedValue = 'not-an-id'
const storageAccount = 'https://examplestorageaccount.blob.core.windows.net'

const roleField = (provider: CloudProvider) => (provider === 'AWS' ? 'iamRoleId' : 'roleId')

/** Returns the field that a case omits or makes invalid. Every request of the operation requires it. */
const selectRequiredField = ({ operation, provider }: Coordinates) =>
  isCreate(operation) ? roleField(provider) : 'requirePrivateNetworking'

const validBody = ({ operation, provider }: Coordinates): JsonObject =>
  scenarios[operation.operationId].body?.(provider) ?? {}

/** Bodies with a missing and a malformed field, and the names of the two in the order of the schema. */
const bodiesWithSeveralViolations: Readonly<
  Record<CloudProvider, readonly [JsonObject, string, string]>
> = {
  AWS: [{ cloudProvider: 'AWS', iamRoleId: malformedValue }, 'bucketName', 'iamRoleId'],
  AZURE: [{ cloudProvider: 'AZURE', serviceUrl: malformedValue }, 'roleId', 'serviceUrl'],
  GCP: [{ cloudProvider: 'GCP', roleId: malformedValue }, 'bucketName', 'roleId'],
}

/** A body with a missing, a malformed and an unknown field. The first violation determines the code. */
export const severalViolations: CreateInvalidBody = ({ provider }) => {
  const [body, absentField, malformedField] = bodiesWithSeveralViolations[provider]
  return {
    body: { ...body, colour: 'red' },
    parameters: [absentField],
    fields: [absentField, malformedField, 'colour'],
  }
}

/** A body without a required field. */
export const missingField: CreateInvalidBody = (coordinates) => {
  const field = selectRequiredField(coordinates)
  const { [field]: _, ...body } = validBody(coordinates)
  return { body, parameters: [field], fields: [field] }
}

/** A body with a field of the wrong type or format. */
export const wrongType: CreateInvalidBody = (coordinates) => {
  const field = selectRequiredField(coordinates)
  return {
    body: { ...validBody(coordinates), [field]: malformedValue },
    parameters: [field],
    fields: [field],
  }
}

/** A body with an unknown cloud provider. */
export const unknownProvider: CreateInvalidBody = ({ provider }) => ({
  body: { ...exampleRequest(provider), cloudProvider: 'OVH' },
  parameters: ['OVH'],
})

/** A body with a field that the operation does not accept. */
export const unknownField: CreateInvalidBody = (coordinates) => ({
  body: { ...validBody(coordinates), colour: 'red' },
  parameters: ['colour'],
  fields: ['colour'],
})

/** A body with an invalid bucket name. Azure has a name field of its own when the URL names no container. */
export const invalidBucketName: CreateInvalidBody = ({ provider }) => ({
  body: {
    ...exampleRequest(provider),
    ...(provider === 'AZURE' && { serviceUrl: storageAccount }),
    bucketName: 'Not_A_Name',
  },
  parameters: [],
  fields: ['bucketName'],
})

/** A body with the URL of another Azure service. */
export const wrongServiceUrl: CreateInvalidBody = ({ provider }) => ({
  body: {
    ...exampleRequest(provider),
    serviceUrl: 'https://examplestorageaccount.file.core.windows.net/examplecontainer',
  },
  fields: ['serviceUrl'],
})

/** No body. */
export const emptyBody: CreateInvalidBody = () => ({ parameters: [], fields: [''] })

/** A body above the size limit. */
export const tooLargeBody: CreateInvalidBody = (coordinates) => ({
  body: { ...validBody(coordinates), colour: 'x'.repeat(17_000) },
})
