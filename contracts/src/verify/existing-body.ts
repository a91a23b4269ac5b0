import { findObjectSchema, type ObjectSchema, type Schema } from '@export-buckets/core'
import { isJsonObject, type JsonObject } from '../lib/json.ts'
import { stringPattern } from '../pact/string-pattern.ts'

/** A body and its matching rules in a pact of version 4 (https://github.com/pact-foundation/pact-specification). */
export interface PactBody {
  readonly content: unknown
  /** The rules by JSON path. */
  readonly rules: Readonly<Record<string, unknown>>
}

/** Returns a matching rule. */
const toRule = (...matchers: readonly object[]): unknown => ({ combine: 'AND', matchers })

/** Requires the value of the example. */
const equality: unknown = toRule({ match: 'equality' })

/** Requires elements like the first one of the example, or none. */
export const eachLike: unknown = toRule({ match: 'type', min: 0 })

/** Requires a text that matches a pattern. */
export function regex(pattern: string): unknown {
  return toRule({ match: 'type' }, { match: 'regex', regex: pattern })
}

/** Requires an integer whose digits match a pattern. */
export function integerMatching(pattern: string): unknown {
  return toRule({ match: 'integer' }, { match: 'regex', regex: pattern })
}

function stringRule(schema: Extract<Schema, { type: 'string' }>): unknown {
  if (schema.enum?.length === 1) return undefined
  const pattern = stringPattern(schema)
  return pattern === undefined ? toRule({ match: 'type' }) : regex(pattern)
}

/** Returns the rule of a value, or `undefined` when its schema allows only that of the example. */
function valueRule(schema: Schema): unknown {
  if (schema.type === 'string') return stringRule(schema)
  return toRule({ match: schema.type === 'integer' ? 'integer' : 'type' })
}

/** A resource that a response must contain, often as an element of a list. */
export interface ListElement {
  /** The name of the field that identifies it. */
  readonly field: string
  readonly value: string
}

/** The expectations of the bodies of existing resources. */
export interface BodyOptions {
  /** `keys` also pins that there are no fields unknown to the schema. */
  readonly pins: 'shape' | 'keys'
  /** The resource that the body must contain. */
  readonly element?: ListElement | undefined
}

/** Collects the matching rules of a body while it is read. */
class BodyReader {
  readonly rules: Record<string, unknown> = {}
  readonly #options: BodyOptions

  constructor(options: BodyOptions) {
    this.#options = options
  }

  /** Returns the expected content of a value, or `undefined` when its schema accepts anything or null. */
  read(schema: Schema, value: unknown, path: string): unknown {
    if (value === null || (schema.type !== undefined && schema.nullable)) return undefined
    if (schema.type === 'array') return this.#readList(schema.items, value, path)
    const objectSchema = findObjectSchema(schema, value)
    if (objectSchema !== undefined && isJsonObject(value))
      return this.readObject(objectSchema, value, path)
    if (schema.type === undefined || schema.type === 'object') return undefined
    const rule = valueRule(schema)
    if (rule !== undefined) this.rules[path] = rule
    return value
  }

  /** Returns the expected content of a list. The results of a page are the resource, and another list may have any elements. */
  #readList(items: Schema, value: unknown, path: string): unknown {
    const [first]: readonly unknown[] = Array.isArray(value) ? value : []
    if (first === undefined) return undefined
    if (path.endsWith('.results')) return [this.read(items, first, `${path}[0]`)]
    this.rules[path] = eachLike
    return [this.read(items, first, `${path}[*]`)]
  }

  /** Returns the expected fields: the required ones, or with `keys` all fields of the example, any of which may be missing. */
  readObject(
    { properties, required, additionalProperties }: ObjectSchema,
    value: JsonObject,
    path: string,
  ): JsonObject {
    const { pins, element } = this.#options
    const hasAllKeys = pins === 'keys' && !additionalProperties
    if (hasAllKeys) {
      const keys = Object.keys(properties).join('|')
      this.rules[path] = toRule({
        match: 'eachKey',
        rules: [{ match: 'regex', regex: `^(${keys})$` }],
        value: '',
      })
    }
    const isResource = /^\$(\.content|\.results\[0\])?$/.test(path)
    const entries = Object.entries(value).flatMap(([name, fieldValue]) => {
      const field = properties[name]
      if (field === undefined || fieldValue === undefined) return []
      if (isResource && element?.field === name) {
        this.rules[`${path}.${name}`] = equality
        return [[name, element.value] as const]
      }
      if (name === 'totalCount') {
        this.rules[`${path}.${name}`] = integerMatching('^[1-9][0-9]*$')
        return [[name, fieldValue] as const]
      }
      if (!hasAllKeys && !required.includes(name)) return []
      const content = this.read(field, fieldValue, `${path}.${name}`)
      return content === undefined ? [] : [[name, content] as const]
    })
    return Object.fromEntries(entries)
  }
}

/** Returns the expected body of existing resources. It pins the schema, whatever the state of the resources is. */
export function existingBody(
  schema: Schema,
  example: JsonObject,
  path: string,
  options: BodyOptions,
): PactBody {
  const reader = new BodyReader(options)
  const content = reader.read(schema, example, path)
  return { content, rules: reader.rules }
}
