import { answerSchema, apiError, type ObjectSchema, type Schema } from '@export-buckets/core'
import { MatchersV3 } from '@pact-foundation/pact'
import { exampleBucket } from '../matrix/buckets.ts'
import type { BucketAnswer, Cell, ErrorAnswer } from '../matrix/cells.ts'

const { boolean, eachKeyMatches, integer, regex, string } = MatchersV3
const uuid = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'

/** The matcher of a field: its type, and its format where the schema has one. An enum stays the very value. */
function fieldMatcher(schema: Schema, example: unknown): unknown {
  if (schema.type === 'boolean') return boolean(example === true)
  if (schema.type === 'integer') return integer(Number(example))
  if (schema.type !== 'string' || schema.enum) return example
  const text = String(example)
  if (schema.pattern) return regex(schema.pattern, text)
  if (schema.format === 'uuid') return regex(uuid, text)
  const { minLength, maxLength } = schema
  return maxLength === undefined ? string(text) : regex(`^.{${minLength ?? 0},${maxLength}}$`, text)
}

/** The schema of one provider's bucket in a version. */
function bucketSchema(operationId: Cell['operationId'], answer: BucketAnswer): ObjectSchema {
  const schema = answerSchema(operationId, answer.version.version)
  if (schema?.type === 'object') return schema
  const variant =
    schema?.type === undefined && schema?.discriminator !== undefined
      ? schema.variants[answer.provider]
      : undefined
  if (variant === undefined) throw new Error(`${answer.version.version} has no ${answer.provider}`)
  return variant
}

/** The body of a bucket. Pinned are the required fields, or, with `keys`, every field and that there is no other. */
function bucketMatcher({ operationId }: Cell, answer: BucketAnswer): unknown {
  const { properties, required } = bucketSchema(operationId, answer)
  const sent = Object.entries(exampleBucket(answer.provider))
  const pinned = sent.filter(([key]) => answer.pins === 'keys' || required.includes(key))
  const fields = pinned.map(([key, value]) => {
    const schema = properties[key]
    if (schema === undefined) throw new Error(`${answer.version.version} does not know ${key}`)
    return [key, fieldMatcher(schema, value)] as const
  })
  const body = Object.fromEntries(fields)
  if (answer.pins === 'shape') return body
  const known = `^(${Object.keys(properties).join('|')})$`
  return eachKeyMatches(body, [regex(known, '_id')])
}

/** The body of an error. What people read is pinned by its type; what programs decide on, by its value. */
function errorMatcher({ name, parameters }: ErrorAnswer): unknown {
  const { detail, ...rest } = apiError(name, { parameters })
  return { ...rest, detail: string(detail) }
}

/** The body of an interaction. */
export function bodyMatcher(cell: Cell): unknown {
  const { answer, ask } = cell
  if (answer.kind === 'error') return errorMatcher(answer)
  const body = bucketMatcher(cell, answer)
  return ask.query?.['envelope'] === 'true' ? { content: body, status: 200 } : body
}
