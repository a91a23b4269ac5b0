import { type CloudProvider, cloudProviders } from './export-bucket.ts'
import { type OperationId, operations, type ResponseBody, resolveVersion } from './operations.ts'
import type { Schema } from './schema.ts'
import { createSchemaValidator, unknownKeyIssues } from './schema-validator.ts'
import type { Issue, Validator } from './validator.ts'
import type { ApiVersion } from './versions.ts'

/** The schema of what an operation answers at a date, `undefined` where that has no body or the operation is younger. */
export function responseSchema(operationId: OperationId, version: ApiVersion): Schema | undefined {
  return resolveVersion(operations[operationId], version)?.schema
}

/**
 * The validator of what an operation answers at a date, `undefined` where that has no body or the operation is younger.
 *
 * @param version - the date asked for, or that of the answer's `Content-Type`
 */
export function responseValidator<Op extends OperationId, V extends ApiVersion>(
  operationId: Op,
  version: V,
): Validator<ResponseBody<Op, V>> | undefined {
  const schema = responseSchema(operationId, version)
  return schema && createSchemaValidator(`${operationId} at ${version}`, schema)
}

/**
 * What tells an answer from the pinned shape: each violation, and each field that the shape does not name. Empty where they
 * agree, and for an operation that answers no body.
 *
 * @param version - the date asked for, or that of the answer's `Content-Type`
 */
export function responseDrift(
  operationId: OperationId,
  version: ApiVersion,
  body: unknown,
): readonly Issue[] {
  const schema = responseSchema(operationId, version)
  if (schema === undefined) return []
  return [
    ...createSchemaValidator(operationId, schema).issues(body),
    ...unknownKeyIssues(schema, body),
  ]
}

/** The schema of one bucket in an answer: the answer itself, or, of a list, each of its results. */
function findBucketSchema(schema: Schema): Schema {
  const results = schema.type === 'object' ? schema.properties['results'] : undefined
  return results?.type === 'array' ? results.items : schema
}

/**
 * The providers whose buckets an operation knows at a date; all of them where its answer has no body, or is about something
 * else than buckets.
 */
export function supportedProviders(
  operationId: OperationId,
  version: ApiVersion,
): readonly CloudProvider[] {
  const bodySchema = responseSchema(operationId, version)
  if (bodySchema === undefined) return cloudProviders
  const schema = findBucketSchema(bodySchema)
  if (schema.type === undefined && schema.discriminator !== undefined) {
    return cloudProviders.filter((provider) => Object.hasOwn(schema.variants, provider))
  }
  const providerSchema = schema.type === 'object' ? schema.properties['cloudProvider'] : undefined
  if (providerSchema?.type !== 'string') return cloudProviders
  return cloudProviders.filter((provider) => providerSchema.enum?.includes(provider))
}
