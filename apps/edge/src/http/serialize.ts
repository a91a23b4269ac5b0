import { findObjectSchema, type ObjectSchema, type Schema } from '@export-buckets/core'

/** The schema of a value without a schema, which is serialized unchanged. */
const anySchema: Schema = {}

const compareKeys = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) =>
  a < b ? -1 : 1

/** Returns the fields of an object that are in its schema, in alphabetical order. */
function schemaFields({ properties, additionalProperties }: ObjectSchema, value: object) {
  return Object.entries(value)
    .filter(([key]) => additionalProperties || Object.hasOwn(properties, key))
    .sort(compareKeys)
}

function serializeObject(schema: ObjectSchema, value: object): string {
  const members = schemaFields(schema, value).flatMap(([key, field]) => {
    const text = serialize(schema.properties[key] ?? anySchema, field)
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`]
  })
  return `{${members.join(',')}}`
}

/**
 * Serializes a value as JSON. Omits fields that are not in the schema, at any depth: an older resource version never contains
 * the fields of a newer one. Keys are in alphabetical order, as Atlas sends them.
 */
export function serialize(schema: Schema, value: unknown): string | undefined {
  if (schema.type === 'array' && Array.isArray(value)) {
    return `[${value.map((item) => serialize(schema.items, item) ?? 'null').join(',')}]`
  }
  const object = findObjectSchema(schema, value)
  return object === undefined ? JSON.stringify(value) : serializeObject(object, Object(value))
}
