import { findObjectSchema, type ObjectSchema, type Schema } from '@export-buckets/core'

/** The schema of what no schema describes, which is written as it is. */
const anySchema: Schema = {}

const compareKeys = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) =>
  a < b ? -1 : 1

/** The fields of an object that its schema has, in alphabetical order. */
function schemaFields({ properties, additionalProperties }: ObjectSchema, value: object) {
  return Object.entries(value)
    .filter(([key]) => additionalProperties || Object.hasOwn(properties, key))
    .sort(compareKeys)
}

/** Writes an object with the fields that its schema has. */
function serializeObject(schema: ObjectSchema, value: object): string {
  const members = schemaFields(schema, value).flatMap(([key, field]) => {
    const text = serialize(schema.properties[key] ?? anySchema, field)
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`]
  })
  return `{${members.join(',')}}`
}

/**
 * Writes a value as JSON with the fields that its schema has, at any depth, and no others: a resource version answers with
 * its own fields, whatever a newer one has added. Keys are in alphabetical order, as Atlas sends them.
 */
export function serialize(schema: Schema, value: unknown): string | undefined {
  if (schema.type === 'array' && Array.isArray(value)) {
    return `[${value.map((item) => serialize(schema.items, item) ?? 'null').join(',')}]`
  }
  const object = findObjectSchema(schema, value)
  return object === undefined ? JSON.stringify(value) : serializeObject(object, Object(value))
}
