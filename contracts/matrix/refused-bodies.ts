import type { CloudProvider } from '@export-buckets/core'
import { exampleRequest } from './buckets.ts'
import type { JsonObject } from './cells.ts'
import type { Place } from './places.ts'
import { scenarios } from './scenarios.ts'

/** A body that is refused, and the fields that are wrong with it, in order. */
interface RefusedBody {
  readonly body: JsonObject
  readonly fields?: readonly string[]
}

/** A body that is refused at a place of the matrix. */
export type Refused = (place: Place) => RefusedBody

const malformed = 'not-an-id'
const storageAccount = 'https://examplestorageaccount.blob.core.windows.net'

const breaking: Readonly<Record<CloudProvider, RefusedBody>> = {
  AWS: {
    body: { cloudProvider: 'AWS', iamRoleId: malformed, colour: 'red' },
    fields: ['bucketName', 'iamRoleId', 'colour'],
  },
  AZURE: {
    body: { cloudProvider: 'AZURE', roleId: malformed, colour: 'red' },
    fields: ['roleId', 'serviceUrl', 'colour'],
  },
  GCP: {
    body: { cloudProvider: 'GCP', roleId: malformed, colour: 'red' },
    fields: ['bucketName', 'roleId', 'colour'],
  },
}

/** A field is missing, one is malformed, and one is too many. */
export const breaksRules: Refused = ({ provider }) => breaking[provider]

/** The name is none that a bucket can have. That of Azure is a field of its own where the URL names no container. */
export const misnames: Refused = ({ provider }) => ({
  body: {
    ...exampleRequest(provider),
    ...(provider === 'AZURE' && { serviceUrl: storageAccount }),
    bucketName: 'Not_A_Name',
  },
  fields: ['bucketName'],
})

/** It says nothing. */
export const saysNothing: Refused = () => ({ body: {}, fields: ['requirePrivateNetworking'] })

/** It has more bytes than any can have. */
export const isTooLarge: Refused = ({ operation, provider }) => ({
  body: { ...scenarios[operation.operationId].body?.(provider), colour: 'x'.repeat(17_000) },
})
