import type { CloudProvider } from '@export-buckets/core'
import { exampleRequest } from './buckets.ts'
import type { JsonObject, Parameters } from './cells.ts'
import { creates, type Place } from './places.ts'
import { scenarios } from './scenarios.ts'

/** A body that is refused, the parameters of the error, and the fields that are wrong with it, in order. */
export interface RefusedBody {
  /** Absent: the request has no body. */
  readonly body?: JsonObject
  /** Absent where they are for people. */
  readonly parameters?: Parameters
  readonly fields?: readonly string[]
}

/** A body that is refused at a place of the matrix. */
type Refused = (place: Place) => RefusedBody

const malformed = 'not-an-id'
const storageAccount = 'https://examplestorageaccount.blob.core.windows.net'

const roleField = (provider: CloudProvider) => (provider === 'AWS' ? 'iamRoleId' : 'roleId')

const rightBody = ({ operation, provider }: Place): JsonObject =>
  scenarios[operation.operationId].body?.(provider) ?? {}

/** Bodies that lack a field, have a malformed one and one too many, with the fields in the order of the schema. */
const breaking: Readonly<Record<CloudProvider, readonly [JsonObject, string, string]>> = {
  AWS: [{ cloudProvider: 'AWS', iamRoleId: malformed }, 'bucketName', 'iamRoleId'],
  AZURE: [{ cloudProvider: 'AZURE', serviceUrl: malformed }, 'roleId', 'serviceUrl'],
  GCP: [{ cloudProvider: 'GCP', roleId: malformed }, 'bucketName', 'roleId'],
}

/** A field is missing, one is malformed, and one is too many: the first decides on the code. */
export const breaksRules: Refused = ({ provider }) => {
  const [body, missing, wrong] = breaking[provider]
  return {
    body: { ...body, colour: 'red' },
    parameters: [missing],
    fields: [missing, wrong, 'colour'],
  }
}

/** The body lacks a field that has to be there. */
export const lacksField: Refused = (place) => {
  const { provider } = place
  const field = creates(place.operation) ? roleField(provider) : 'requirePrivateNetworking'
  const { [field]: _, ...body } = rightBody(place)
  return { body, parameters: [field], fields: [field] }
}

/** A field has a value of another type, or of another format. */
export const mistypes: Refused = (place) => {
  const { provider } = place
  const field = creates(place.operation) ? roleField(provider) : 'requirePrivateNetworking'
  return { body: { ...rightBody(place), [field]: malformed }, parameters: [field], fields: [field] }
}

/** The provider is none that there is. */
export const misnamesProvider: Refused = ({ provider }) => ({
  body: { ...exampleRequest(provider), cloudProvider: 'OVH' },
  parameters: ['OVH'],
})

/** The body has a field that the operation does not take. */
export const addsField: Refused = (place) => ({
  body: { ...rightBody(place), colour: 'red' },
  parameters: ['colour'],
  fields: ['colour'],
})

/** The name is none that a bucket can have. That of Azure is a field of its own where the URL names no container. */
export const misnames: Refused = ({ provider }) => ({
  body: {
    ...exampleRequest(provider),
    ...(provider === 'AZURE' && { serviceUrl: storageAccount }),
    bucketName: 'Not_A_Name',
  },
  parameters: [],
  fields: ['bucketName'],
})

/** The URL of an Azure container is one of another service. */
export const mislocates: Refused = ({ provider }) => ({
  body: {
    ...exampleRequest(provider),
    serviceUrl: 'https://examplestorageaccount.file.core.windows.net/examplecontainer',
  },
  fields: ['serviceUrl'],
})

/** The request has no body at all. */
export const hasNone: Refused = () => ({ parameters: [], fields: [''] })

/** The body has more bytes than any can have. */
export const isTooLarge: Refused = (place) => ({
  body: { ...rightBody(place), colour: 'x'.repeat(17_000) },
})
