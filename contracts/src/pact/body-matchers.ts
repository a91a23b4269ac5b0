import {
  apiError,
  type CloudProvider,
  errorCatalogue,
  type ObjectSchema,
  type OperationId,
  operations,
  responseSchema,
  type Schema,
} from '@export-buckets/core'
import { MatchersV3 } from '@pact-foundation/pact'
import type {
  BucketResponse,
  Cell,
  ClientCall,
  ErrorResponse,
  PageResponse,
} from '../matrix/cell.ts'
import { exampleBucket } from '../matrix/example-buckets.ts'

const { boolean, eachKeyMatches, integer, regex, string } = MatchersV3
const uuid = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'

/**
 * Matches a string with a pattern. It needs both rules: a pattern alone accepts `null` and numbers by their text.
 */
function patternMatcher(pattern: string, text: string): unknown {
  const rules = [{ 'pact:matcher:type': 'type' }, { 'pact:matcher:type': 'regex', regex: pattern }]
  return { 'pact:matcher:type': rules, value: text }
}

/** Returns the matcher of a field: its type, and its format when the schema has one. An enum is pinned by value. */
function fieldMatcher(schema: Schema, example: unknown): unknown {
  if (schema.type === 'boolean') return boolean(example === true)
  if (schema.type === 'integer') return integer(Number(example))
  if (schema.type !== 'string' || schema.enum) return example
  const text = String(example)
  if (schema.pattern) return patternMatcher(schema.pattern, text)
  if (schema.format === 'uuid') return patternMatcher(uuid, text)
  const { minLength, maxLength } = schema
  return maxLength === undefined
    ? string(text)
    : patternMatcher(`^.{${minLength ?? 0},${maxLength}}$`, text)
}

/** Returns the schema of a provider's bucket in a response, which may be a page. */
function bucketSchema(schema: Schema | undefined, provider: CloudProvider): ObjectSchema {
  const results = schema?.type === 'object' ? schema.properties['results'] : undefined
  if (results?.type === 'array') return bucketSchema(results.items, provider)
  if (schema?.type === 'object') return schema
  const isUnion = schema?.type === undefined && schema?.discriminator !== undefined
  const variant = isUnion ? schema.variants[provider] : undefined
  if (variant === undefined) throw new Error(`the version has no ${provider}`)
  return variant
}

/** Returns the bucket of a response. Recorded: `region` appears on get, but neither on create nor in lists. */
function recordedBucket(operationId: OperationId, provider: CloudProvider): object {
  const { region, ...rest }: Record<string, unknown> = { ...exampleBucket(provider) }
  const hasRegion = /^(get|update)/.test(operationId) && region !== undefined
  return hasRegion ? { ...rest, region } : rest
}

/** Matches a bucket: the required fields, or, with `keys`, every field and no others. */
function bucketMatcher(operationId: OperationId, response: BucketResponse | PageResponse): unknown {
  const { provider, pins, version } = response
  const schema = responseSchema(operationId, version.version)
  const { properties, required } = bucketSchema(schema, provider)
  // The example has every field of the newest version. An older version only has the fields that it knows.
  const fields = Object.entries(recordedBucket(operationId, provider)).flatMap(([key, value]) => {
    const field = properties[key]
    const isMatched = pins === 'keys' || required.includes(key)
    return field !== undefined && isMatched ? [[key, fieldMatcher(field, value)] as const] : []
  })
  const body = Object.fromEntries(fields)
  if (pins === 'shape') return body
  const keyPattern = `^(${Object.keys(properties).join('|')})$`
  return eachKeyMatches(body, [regex(keyPattern, '_id')])
}

/** Matches a page. Links are not pinned, because they may be missing. `keys` pins that there are no other keys. */
function pageMatcher(operationId: OperationId, response: PageResponse, call: ClientCall): object {
  if (!response.hasBucket) return { results: [], totalCount: 0 }
  const count = call.query?.['includeCount'] === 'false' ? {} : { totalCount: 1 }
  const page = { results: [bucketMatcher(operationId, response)], ...count }
  if (response.pins === 'shape') return page
  const keyNames = [...Object.keys(page), 'links'].join('|')
  return eachKeyMatches(page, [regex(`^(${keyNames})$`, 'results')])
}

const typeMatcher = (value: string | number) =>
  typeof value === 'number' ? integer(value) : string(value)

/** Matches the body of an error: prose by its type, and everything that programs depend on by its value. */
function errorMatcher({ name, parameters, example, fields, pins }: ErrorResponse): unknown {
  const details = { parameters: parameters ?? example ?? ['of the provider’s own words'] }
  const { detail, parameters: exampleParameters, ...rest } = apiError(name, details)
  const body = {
    ...rest,
    ...(parameters && exampleParameters && { parameters: exampleParameters }),
    ...(example && { parameters: example.map(typeMatcher) }),
    ...(fields && {
      badRequestDetail: {
        fields: fields.map((field) => ({ description: string('missing'), field })),
      },
    }),
    detail: string(detail ?? undefined),
  }
  if (pins !== 'keys') return body
  const keyNames = Object.keys(apiError(name, { ...details, fields: [] })).join('|')
  return eachKeyMatches(body, [regex(`^(${keyNames})$`, 'error')])
}

/** Returns the matcher of a response body, or `undefined` when there is no body. */
export function bodyMatcher({ operationId, expectedResponse, call }: Cell): unknown {
  const isEnveloped = call.query?.['envelope'] === 'true'
  const { successStatus } = operations[operationId]
  switch (expectedResponse.kind) {
    case 'nothing':
      return undefined
    case 'clusters':
      return { results: [], totalCount: 0 }
    case 'error': {
      const content = errorMatcher(expectedResponse)
      return isEnveloped
        ? { content, status: errorCatalogue[expectedResponse.name].status }
        : content
    }
    // An enveloped list has `status` beside `results`.
    case 'page':
      return {
        ...pageMatcher(operationId, expectedResponse, call),
        ...(isEnveloped && { status: successStatus }),
      }
    default: {
      const content = bucketMatcher(operationId, expectedResponse)
      return isEnveloped ? { content, status: successStatus } : content
    }
  }
}
