import {
  answerSchema,
  apiError,
  type CloudProvider,
  errorCatalogue,
  type ObjectSchema,
  type OperationId,
  operations,
  type Schema,
} from '@export-buckets/core'
import { MatchersV3 } from '@pact-foundation/pact'
import { exampleBucket } from '../matrix/buckets.ts'
import type { Ask, BucketAnswer, Cell, ErrorAnswer, PageAnswer } from '../matrix/cells.ts'

const { boolean, eachKeyMatches, integer, regex, string } = MatchersV3
const uuid = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'

/** A text that is like a pattern. Two rules: that of a pattern takes `null` and numbers by what is written for them. */
function textLike(pattern: string, text: string): unknown {
  const rules = [{ 'pact:matcher:type': 'type' }, { 'pact:matcher:type': 'regex', regex: pattern }]
  return { 'pact:matcher:type': rules, value: text }
}

/** The matcher of a field: its type, and its format where the schema has one. An enum stays the very value. */
function fieldMatcher(schema: Schema, example: unknown): unknown {
  if (schema.type === 'boolean') return boolean(example === true)
  if (schema.type === 'integer') return integer(Number(example))
  if (schema.type !== 'string' || schema.enum) return example
  const text = String(example)
  if (schema.pattern) return textLike(schema.pattern, text)
  if (schema.format === 'uuid') return textLike(uuid, text)
  const { minLength, maxLength } = schema
  return maxLength === undefined
    ? string(text)
    : textLike(`^.{${minLength ?? 0},${maxLength}}$`, text)
}

/** The schema of one provider's bucket: in an answer, or in a page of them. */
function bucketSchema(schema: Schema | undefined, provider: CloudProvider): ObjectSchema {
  const results = schema?.type === 'object' ? schema.properties['results'] : undefined
  if (results?.type === 'array') return bucketSchema(results.items, provider)
  if (schema?.type === 'object') return schema
  const isUnion = schema?.type === undefined && schema?.discriminator !== undefined
  const variant = isUnion ? schema.variants[provider] : undefined
  if (variant === undefined) throw new Error(`the version has no ${provider}`)
  return variant
}

/** Recorded: `region` appears on get, but neither on create nor in lists. */
function sentBy(operationId: OperationId, provider: CloudProvider): object {
  const { region, ...rest }: Record<string, unknown> = { ...exampleBucket(provider) }
  const found = /^(get|update)/.test(operationId) && region !== undefined
  return found ? { ...rest, region } : rest
}

/** A bucket. Pinned are the required fields, or, with `keys`, every field and that there is no other. */
function bucketMatcher(operationId: OperationId, answer: BucketAnswer | PageAnswer): unknown {
  const { provider, pins, version } = answer
  const schema = answerSchema(operationId, version.version)
  const { properties, required } = bucketSchema(schema, provider)
  // The example has every field of the newest version; an older one answers with those that it knows.
  const fields = Object.entries(sentBy(operationId, provider)).flatMap(([key, value]) => {
    const field = properties[key]
    const isPinned = pins === 'keys' || required.includes(key)
    return field !== undefined && isPinned ? [[key, fieldMatcher(field, value)] as const] : []
  })
  const body = Object.fromEntries(fields)
  if (pins === 'shape') return body
  const known = `^(${Object.keys(properties).join('|')})$`
  return eachKeyMatches(body, [regex(known, '_id')])
}

/** A page. Links may be missing in it, so they are not pinned; with `keys`, that there is nothing else in it. */
function pageMatcher(operationId: OperationId, answer: PageAnswer, ask: Ask): object {
  if (!answer.found) return { results: [], totalCount: 0 }
  const counted = ask.query?.['includeCount'] === 'false' ? {} : { totalCount: 1 }
  const page = { results: [bucketMatcher(operationId, answer)], ...counted }
  if (answer.pins === 'shape') return page
  const known = [...Object.keys(page), 'links'].join('|')
  return eachKeyMatches(page, [regex(`^(${known})$`, 'results')])
}

const sameType = (value: string | number) =>
  typeof value === 'number' ? integer(value) : string(value)

/** The body of an error. What people read is pinned by its type; what programs decide on, by its value. */
function errorMatcher({ name, parameters, example, fields, pins }: ErrorAnswer): unknown {
  const details = { parameters: parameters ?? example ?? ['of the provider’s own words'] }
  const { detail, parameters: sent, ...rest } = apiError(name, details)
  const body = {
    ...rest,
    ...(parameters && sent && { parameters: sent }),
    ...(example && { parameters: example.map(sameType) }),
    ...(fields && {
      badRequestDetail: {
        fields: fields.map((field) => ({ description: string('missing'), field })),
      },
    }),
    detail: string(detail ?? undefined),
  }
  if (pins !== 'keys') return body
  const known = Object.keys(apiError(name, { ...details, fields: [] })).join('|')
  return eachKeyMatches(body, [regex(`^(${known})$`, 'error')])
}

/** The body of an interaction, `undefined` where there is none. */
export function bodyMatcher({ operationId, answer, ask }: Cell): unknown {
  const isWrapped = ask.query?.['envelope'] === 'true'
  const { successStatus } = operations[operationId]
  switch (answer.kind) {
    case 'nothing':
      return undefined
    case 'clusters':
      return { results: [], totalCount: 0 }
    case 'error': {
      const content = errorMatcher(answer)
      return isWrapped ? { content, status: errorCatalogue[answer.name].status } : content
    }
    // A list has the status within.
    case 'page':
      return {
        ...pageMatcher(operationId, answer, ask),
        ...(isWrapped && { status: successStatus }),
      }
    default: {
      const content = bucketMatcher(operationId, answer)
      return isWrapped ? { content, status: successStatus } : content
    }
  }
}
