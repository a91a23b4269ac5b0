import { findObjectSchema, type ObjectSchema, type Schema } from '@export-buckets/core'

/** The schema of a value without a schema, which is returned unchanged. */
const anySchema: Schema = {}

function selectObjectFields(schema: ObjectSchema, value: Readonly<Record<string, unknown>>) {
  const { properties, additionalProperties } = schema
  return Object.keys(value)
    .filter((key) => additionalProperties || Object.hasOwn(properties, key))
    .sort()
    .map((key) => [key, selectFields(properties[key] ?? anySchema, value[key])])
}

/**
 * Returns a value without the fields that are not in its schema, at any depth: an older resource version never contains the
 * fields of a newer one. Keys are in alphabetical order, as Atlas sends them.
 */
export function selectFields(schema: Schema, value: unknown): unknown {
  if (schema.type === 'array' && Array.isArray(value)) {
    return value.map((item) => selectFields(schema.items, item))
  }
  const object = findObjectSchema(schema, value)
  if (object === undefined) return value
  return Object.fromEntries(selectObjectFields(object, Object(value)))
}
