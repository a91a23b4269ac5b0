import { type CloudProvider, cloudProviders } from './export-bucket.ts'
import { type OperationId, resolveVersion } from './operation.ts'
import { operations, type ResponseBody } from './operations.ts'
import { isProviderProperty } from './provider-property.ts'
import type { Schema } from './schema.ts'
import { createSchemaValidator, schemaIssues } from './schema-validator.ts'
import { unknownKeyIssues } from './unknown-keys.ts'
import type { Issue, Validator } from './validator.ts'
import type { ApiVersion } from './versions.ts'

/**
 * Returns the schema of an operation's response body at an API date. Returns `undefined` when the response has no body, or
 * when the date is before the operation's first version.
 */
export function responseSchema(operationId: OperationId, version: ApiVersion): Schema | undefined {
  return resolveVersion(operations[operationId], version)?.schema
}

/**
 * Returns the validator of an operation's response body at an API date. Returns `undefined` when the response has no body,
 * or when the date is before the operation's first version.
 *
 * @param version - the requested date, or the date in the response's `Content-Type`
 */
export function responseValidator<Op extends OperationId, V extends ApiVersion>(
  operationId: Op,
  version: V,
): Validator<ResponseBody<Op, V>> | undefined {
  const schema = responseSchema(operationId, version)
  return schema && createSchemaValidator(`${operationId} at ${version}`, schema)
}

/**
 * Returns the differences between a response body and its schema: every violation and every unknown field. Returns an
 * empty array for an operation without a response body.
 *
 * @param version - the requested date, or the date in the response's `Content-Type`
 */
export function responseDrift(
  operationId: OperationId,
  version: ApiVersion,
  body: unknown,
): readonly Issue[] {
  const schema = responseSchema(operationId, version)
  if (schema === undefined) return []
  return [...schemaIssues(schema, body), ...unknownKeyIssues(schema, body)]
}

/** Returns the schema of one resource: the response body itself, or an item of a page's `results`. */
function findItemSchema(schema: Schema): Schema {
  const results = schema.type === 'object' ? schema.properties['results'] : undefined
  return results?.type === 'array' ? results.items : schema
}

/** Returns the names of the providers that a resource can have, or `undefined` when its schema names none. */
function findProviderNames(schema: Schema): readonly string[] | undefined {
  if (schema.type === undefined && schema.discriminator !== undefined)
    return isProviderProperty(schema.discriminator) ? Object.keys(schema.variants) : undefined
  const property = schema.type === 'object' ? schema.properties['cloudProvider'] : undefined
  return property?.type === 'string' ? property.enum : undefined
}

/**
 * Returns the providers whose buckets or roles an operation supports at an API date. Returns every provider for a response
 * whose schema does not depend on a provider.
 */
export function supportedProviders(
  operationId: OperationId,
  version: ApiVersion,
): readonly CloudProvider[] {
  const schema = responseSchema(operationId, version)
  const names = schema && findProviderNames(findItemSchema(schema))
  if (names === undefined) return cloudProviders
  return cloudProviders.filter((provider) => names.includes(provider))
}
