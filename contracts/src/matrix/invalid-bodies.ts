import type { CloudProvider } from '@export-buckets/core'
import type { ErrorParameters, JsonObject } from './cell.ts'
import { type Coordinates, isCreate } from './coordinates.ts'
import { exampleRequest } from './example-buckets.ts'
import { scenarios } from './scenarios.ts'

/** A body that is refused, the parameters of the error, and the fields that are wrong with it, in order. */
export interface InvalidBody {
  /** Absent: the request has no body. */
  readonly body?: JsonObject
  /** Absent where they are for people. */
  readonly parameters?: ErrorParameters
  readonly fields?: readonly string[]
}

/** A body that is refused at a place of the matrix. */
type CreateInvalidBody = (coordinates: Coordinates) => InvalidBody

const malformedValue = 'not-an-id'
const storageAccount = 'https://examplestorageaccount.blob.core.windows.net'

const roleField = (provider: CloudProvider) => (provider === 'AWS' ? 'iamRoleId' : 'roleId')

const validBody = ({ operation, provider }: Coordinates): JsonObject =>
  scenarios[operation.operationId].body?.(provider) ?? {}

/** Bodies that lack a field, have a malformed one and one too many, with the fields in the order of the schema. */
const bodiesWithSeveralViolations: Readonly<
  Record<CloudProvider, readonly [JsonObject, string, string]>
> = {
  AWS: [{ cloudProvider: 'AWS', iamRoleId: malformedValue }, 'bucketName', 'iamRoleId'],
  AZURE: [{ cloudProvider: 'AZURE', serviceUrl: malformedValue }, 'roleId', 'serviceUrl'],
  GCP: [{ cloudProvider: 'GCP', roleId: malformedValue }, 'bucketName', 'roleId'],
}

/** A field is missing, one is malformed, and one is too many: the first decides on the code. */
export const severalViolations: CreateInvalidBody = ({ provider }) => {
  const [body, absentField, malformedField] = bodiesWithSeveralViolations[provider]
  return {
    body: { ...body, colour: 'red' },
    parameters: [absentField],
    fields: [absentField, malformedField, 'colour'],
  }
}

/** The body lacks a field that has to be there. */
export const missingField: CreateInvalidBody = (coordinates) => {
  const { provider } = coordinates
  const field = isCreate(coordinates.operation) ? roleField(provider) : 'requirePrivateNetworking'
  const { [field]: _, ...body } = validBody(coordinates)
  return { body, parameters: [field], fields: [field] }
}

/** A field has a value of another type, or of another format. */
export const wrongType: CreateInvalidBody = (coordinates) => {
  const { provider } = coordinates
  const field = isCreate(coordinates.operation) ? roleField(provider) : 'requirePrivateNetworking'
  return {
    body: { ...validBody(coordinates), [field]: malformedValue },
    parameters: [field],
    fields: [field],
  }
}

/** The provider is none that there is. */
export const unknownProvider: CreateInvalidBody = ({ provider }) => ({
  body: { ...exampleRequest(provider), cloudProvider: 'OVH' },
  parameters: ['OVH'],
})

/** The body has a field that the operation does not take. */
export const unknownField: CreateInvalidBody = (coordinates) => ({
  body: { ...validBody(coordinates), colour: 'red' },
  parameters: ['colour'],
  fields: ['colour'],
})

/** The name is none that a bucket can have. That of Azure is a field of its own where the URL names no container. */
export const invalidBucketName: CreateInvalidBody = ({ provider }) => ({
  body: {
    ...exampleRequest(provider),
    ...(provider === 'AZURE' && { serviceUrl: storageAccount }),
    bucketName: 'Not_A_Name',
  },
  parameters: [],
  fields: ['bucketName'],
})

/** The URL of an Azure container is one of another service. */
export const wrongServiceUrl: CreateInvalidBody = ({ provider }) => ({
  body: {
    ...exampleRequest(provider),
    serviceUrl: 'https://examplestorageaccount.file.core.windows.net/examplecontainer',
  },
  fields: ['serviceUrl'],
})

/** The request has no body at all. */
export const emptyBody: CreateInvalidBody = () => ({ parameters: [], fields: [''] })

/** The body has more bytes than any can have. */
export const tooLargeBody: CreateInvalidBody = (coordinates) => ({
  body: { ...validBody(coordinates), colour: 'x'.repeat(17_000) },
})
