import { type CloudProvider, cloudProviders } from './export-bucket.ts'
import { type Answer, answeringVersion, type OperationId, operations } from './operations.ts'
import type { Schema } from './schema.ts'
import { shape, unknownKeys } from './shape.ts'
import type { Issue, Validator } from './validator.ts'
import type { ApiVersion } from './versions.ts'

/** The schema of what an operation answers at a date, `undefined` where that has no body or the operation is younger. */
export function answerSchema(operationId: OperationId, version: ApiVersion): Schema | undefined {
  return answeringVersion(operations[operationId], version)?.schema
}

/**
 * The validator of what an operation answers at a date, `undefined` where that has no body or the operation is younger.
 *
 * @param version - the date asked for, or that of the answer's `Content-Type`
 */
export function answerShape<Op extends OperationId, V extends ApiVersion>(
  operationId: Op,
  version: V,
): Validator<Answer<Op, V>> | undefined {
  const schema = answerSchema(operationId, version)
  return schema && shape(`${operationId} at ${version}`, schema)
}

/**
 * What tells an answer from the pinned shape: each violation, and each field that the shape does not name. Empty where they
 * agree, and for an operation that answers no body.
 *
 * @param version - the date asked for, or that of the answer's `Content-Type`
 */
export function answerDrift(
  operationId: OperationId,
  version: ApiVersion,
  body: unknown,
): readonly Issue[] {
  const schema = answerSchema(operationId, version)
  if (schema === undefined) return []
  return [...shape(operationId, schema).issues(body), ...unknownKeys(schema, body)]
}

/** The schema of one bucket in an answer: the answer itself, or, of a list, each of its results. */
function bucketSchema(schema: Schema): Schema {
  const results = schema.type === 'object' ? schema.properties['results'] : undefined
  return results?.type === 'array' ? results.items : schema
}

/**
 * The providers whose buckets an operation knows at a date; all of them where its answer has no body, or is about something
 * else than buckets.
 */
export function knownProviders(
  operationId: OperationId,
  version: ApiVersion,
): readonly CloudProvider[] {
  const answer = answerSchema(operationId, version)
  if (answer === undefined) return cloudProviders
  const schema = bucketSchema(answer)
  if (schema.type === undefined && schema.discriminator !== undefined) {
    return cloudProviders.filter((provider) => Object.hasOwn(schema.variants, provider))
  }
  const tag = schema.type === 'object' ? schema.properties['cloudProvider'] : undefined
  if (tag?.type !== 'string') return cloudProviders
  return cloudProviders.filter((provider) => tag.enum?.includes(provider))
}
