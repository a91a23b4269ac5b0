import {
  type CloudProvider,
  findObjectSchema,
  type ObjectSchema,
  resolveVersion,
  type Schema,
} from '@export-buckets/core'
import type { JsonObject } from '../lib/json.ts'
import type { ErrorParameters } from './cell.ts'
import type { Coordinates } from './coordinates.ts'
import { exampleRequest } from './examples/export-buckets.ts'
import { malformedId } from './ids.ts'
import { providerProperties } from './resources.ts'
import { scenarios } from './scenarios.ts'

/** An invalid body, with the parameters of the error and the invalid fields in order. */
export interface InvalidBody {
  /** Absent when the request has no body. */
  readonly body?: JsonObject
  /** Absent when their wording may differ. */
  readonly parameters?: ErrorParameters
  readonly fields?: readonly string[]
}

/** Creates the invalid body for a request of the matrix, or `undefined` when its schema has no such violation. */
export type CreateInvalidBody = (coordinates: Coordinates) => InvalidBody | undefined

const storageAccount = 'https://examplestorageaccount.blob.core.windows.net'

/** Returns the valid body of a request. */
const validBody = ({ operation, provider }: Coordinates): JsonObject =>
  scenarios[operation.operationId].body?.(provider) ?? {}

/** Returns the schema of a request's body, for its cloud provider. */
function bodySchema(coordinates: Coordinates): ObjectSchema | undefined {
  const { operation, requestedVersion } = coordinates
  const schema = resolveVersion(operation, requestedVersion)?.requestSchema
  return schema && findObjectSchema(schema, validBody(coordinates))
}

const isEnum = (schema: Schema | undefined) =>
  schema?.type === 'string' && schema.enum !== undefined
const hasPattern = (schema: Schema | undefined) =>
  schema?.type === 'string' && schema.pattern !== undefined

/** Returns the required field that a case omits: an id if there is one. */
function requiredField(coordinates: Coordinates): string | undefined {
  const { required = [], properties = {} } = bodySchema(coordinates) ?? {}
  return required.find((name) => hasPattern(properties[name])) ?? required[0]
}

/** Returns the field whose format or type a case changes. It is not the discriminator, which has an error of its own. */
function typedField(coordinates: Coordinates): string | undefined {
  const { required = [], properties = {} } = bodySchema(coordinates) ?? {}
  const names = [...required, ...Object.keys(properties)]
  return (
    required.find((name) => hasPattern(properties[name])) ??
    names.find((name) => !isEnum(properties[name]))
  )
}

/** Returns a value of another type or format. Its length is valid, because a length has an error of its own. */
function malformedField(coordinates: Coordinates, field: string): string | number {
  const schema = bodySchema(coordinates)?.properties[field]
  if (schema?.type !== 'string') return malformedId
  if (schema.pattern === undefined && schema.format === undefined) return 7
  return malformedId.padEnd(schema.minLength ?? 0, '-')
}

/** The bodies with a missing and a malformed field, and the names of the two fields in the order of the schema. */
const bodiesWithSeveralViolations: Readonly<
  Record<CloudProvider, readonly [JsonObject, string, string]>
> = {
  AWS: [{ cloudProvider: 'AWS', iamRoleId: malformedId }, 'bucketName', 'iamRoleId'],
  AZURE: [{ cloudProvider: 'AZURE', serviceUrl: malformedId }, 'roleId', 'serviceUrl'],
  GCP: [{ cloudProvider: 'GCP', roleId: malformedId }, 'bucketName', 'roleId'],
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
  const field = requiredField(coordinates)
  if (field === undefined) return undefined
  const { [field]: _, ...body } = validBody(coordinates)
  return { body, parameters: [field], fields: [field] }
}

/** A body with a field of the wrong type or format. */
export const wrongType: CreateInvalidBody = (coordinates) => {
  const field = typedField(coordinates)
  if (field === undefined) return undefined
  return {
    body: { ...validBody(coordinates), [field]: malformedField(coordinates, field) },
    parameters: [field],
    fields: [field],
  }
}

/** A body with an unknown cloud provider. */
export const unknownProvider: CreateInvalidBody = (coordinates) => {
  const names = Object.keys(bodySchema(coordinates)?.properties ?? {})
  const name = names.find((property) => providerProperties.includes(property))
  if (name === undefined) return undefined
  return { body: { ...validBody(coordinates), [name]: 'OVH' }, parameters: ['OVH'] }
}

/** A body with a field that the operation does not accept. */
export const unknownField: CreateInvalidBody = (coordinates) => ({
  body: { ...validBody(coordinates), colour: 'red' },
  parameters: ['colour'],
  fields: ['colour'],
})

/** A body with an invalid bucket name. An Azure body has `bucketName` only when `serviceUrl` names no container. */
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

/** Returns a function that creates a body with a field whose value breaks a rule. */
export const brokenRule =
  (field: string, value: unknown): CreateInvalidBody =>
  (coordinates) => ({
    body: { ...validBody(coordinates), [field]: value },
    parameters: [],
    fields: [field],
  })
