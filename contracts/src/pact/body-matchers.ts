import {
  apiError,
  errorCatalogue,
  findObjectSchema,
  type ObjectSchema,
  operations,
  responseSchema,
  type Schema,
} from '@export-buckets/core'
import { MatchersV3 } from '@pact-foundation/pact'
import { isJsonObject, type JsonObject } from '../lib/json.ts'
import type { BodyResponse, Cell, ErrorResponse } from '../matrix/cell.ts'
import type { Example } from '../matrix/examples/example.ts'
import { stringPattern } from './string-pattern.ts'

const { atLeastLike, boolean, eachKeyMatches, eachLike, integer, regex, string } = MatchersV3

/** The part of a body that is pinned, and the place of the current value. */
interface Context extends Pick<BodyResponse, 'example' | 'pins'> {
  /** Whether the value is in a list whose elements may differ. */
  readonly isInList?: true
}

/** Matches a string with a pattern. It needs both rules, because a pattern alone accepts `null` and numbers by their text. */
function patternMatcher(pattern: string, text: string): unknown {
  const rules = [{ 'pact:matcher:type': 'type' }, { 'pact:matcher:type': 'regex', regex: pattern }]
  return { 'pact:matcher:type': rules, value: text }
}

/** Matches a string: its format when there is one. An enum is pinned by value, except in a list. */
function stringMatcher(
  name: string,
  schema: Extract<Schema, { type: 'string' }>,
  text: string,
  { example, isInList }: Context,
): unknown {
  if (schema.enum && !isInList) return text
  const pattern = example.patterns?.[name] ?? stringPattern(schema)
  return pattern === undefined ? string(text) : patternMatcher(pattern, text)
}

/** The fields whose content differs from that of the request. Recorded: `customData` came back empty. */
const anyContent = ['customData']

/** The lists whose elements are exactly those of the example. A backup schedule has one policy. */
const exactLists = ['results', 'policies']

/** Matches a list. It may be longer than that of the example, unless that is empty. */
function listMatcher(
  name: string,
  items: Schema,
  values: readonly unknown[],
  context: Context,
): unknown {
  if (anyContent.includes(name)) return atLeastLike({}, 0, 1)
  if (exactLists.includes(name))
    return values.map((value) => valueMatcher(name, items, value, context))
  const [first] = values
  if (first === undefined) return []
  return eachLike(valueMatcher(name, items, first, { ...context, isInList: true }), 1)
}

/** Matches the value of a field. */
function valueMatcher(name: string, schema: Schema, value: unknown, context: Context): unknown {
  if (value === null) return null
  switch (schema.type) {
    case 'boolean':
      return boolean(value === true)
    case 'integer':
      return name === 'totalCount' ? value : integer(Number(value))
    case 'string':
      return stringMatcher(name, schema, String(value), context)
    case 'array':
      return listMatcher(name, schema.items, Array.isArray(value) ? value : [], context)
    default: {
      const objectSchema = findObjectSchema(schema, value)
      return objectSchema && isJsonObject(value)
        ? objectMatcher(objectSchema, value, context)
        : value
    }
  }
}

/** Matches an object: the fields that are not optional, or, with `keys`, every field and no others. */
function objectMatcher(
  { properties, required, additionalProperties }: ObjectSchema,
  value: JsonObject,
  context: Context,
): unknown {
  const { example, pins } = context
  const { optional = [], absent = [] } = example
  // The example has every field of the newest version. An older version only has the fields that it knows.
  const fields = Object.entries(value).flatMap(([name, fieldValue]) => {
    const field = properties[name]
    const isMatched = pins === 'keys' || required.includes(name) || !optional.includes(name)
    return field !== undefined && fieldValue !== undefined && isMatched
      ? [[name, valueMatcher(name, field, fieldValue, context)] as const]
      : []
  })
  const body = Object.fromEntries(fields)
  if (pins === 'shape' || additionalProperties) return body
  const keys = Object.keys(properties).filter((name) => !absent.includes(name))
  return eachKeyMatches(body, [regex(`^(${keys.join('|')})$`, fields[0]?.[0] ?? keys[0] ?? '')])
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

const hasResults = (schema: Schema | undefined) =>
  schema?.type === 'object' && 'results' in schema.properties

/** Returns the example of a response, which has no `totalCount` when the query says so. */
function adaptExample({ call }: Cell, { example }: BodyResponse): Example {
  if (call.query?.['includeCount'] !== 'false') return example
  const { totalCount: _, ...body } = example.body
  return { ...example, body, absent: [...(example.absent ?? []), 'totalCount'] }
}

function successMatcher(cell: Cell, response: BodyResponse): unknown {
  const { operationId, call } = cell
  const schema = responseSchema(operationId, response.version.version)
  if (schema === undefined) throw new Error(`${operationId} has no response body`)
  const example = adaptExample(cell, response)
  const content = valueMatcher('', schema, example.body, { example, pins: response.pins })
  if (call.query?.['envelope'] !== 'true') return content
  const status = operations[operationId].successStatus
  // An enveloped list has `status` beside `results`.
  return hasResults(schema) ? { ...Object(content), status } : { content, status }
}

/** Returns the matcher of a response body, or `undefined` when there is no body. */
export function bodyMatcher(cell: Cell): unknown {
  const { expectedResponse, call } = cell
  switch (expectedResponse.kind) {
    case 'nothing':
      return undefined
    case 'error': {
      const content = errorMatcher(expectedResponse)
      return call.query?.['envelope'] === 'true'
        ? { content, status: errorCatalogue[expectedResponse.name].status }
        : content
    }
    default:
      return successMatcher(cell, expectedResponse)
  }
}
