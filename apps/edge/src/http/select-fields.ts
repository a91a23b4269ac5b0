import { findObjectSchema, type ObjectSchema, type Schema } from '@export-buckets/core'

/** Accepts any value; used where the document has no schema. */
const anySchema: Schema = {}

/** Selects the fields of an object. The properties of core's schemas are in alphabetical order, so nothing is sorted. */
function selectKnownFields({ properties }: ObjectSchema, value: Readonly<Record<string, unknown>>) {
  const fields: Record<string, unknown> = {}
  for (const key in properties) {
    const schema = properties[key]
    if (schema === undefined || !Object.hasOwn(value, key)) continue
    const field = value[key]
    fields[key] = typeof field === 'object' ? selectFields(schema, field) : field
  }
  return fields
}

/** Returns every field of an object, in alphabetical order. */
function selectAllFields({ properties }: ObjectSchema, value: Readonly<Record<string, unknown>>) {
  const fields = Object.keys(value)
    .sort()
    .map((key) => [key, selectFields(properties[key] ?? anySchema, value[key])])
  return Object.fromEntries(fields)
}

/**
 * Returns a value without the fields that are not in its schema, at any depth. So an older resource version never contains the
 * fields of a newer one. Keys are in alphabetical order, as Atlas sends them.
 */
export function selectFields(schema: Schema, value: unknown): unknown {
  if (schema.type === 'array' && Array.isArray(value)) {
    return value.map((item) => selectFields(schema.items, item))
  }
  const object = findObjectSchema(schema, value)
  if (object === undefined) return value
  return object.additionalProperties
    ? selectAllFields(object, Object(value))
    : selectKnownFields(object, Object(value))
}
