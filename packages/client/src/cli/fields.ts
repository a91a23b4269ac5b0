import type { Schema } from '@export-buckets/core'

/** Returns the schema of a field of an object, or `undefined` when the object has no such field. */
export function fieldSchema(
  schema: Schema | undefined,
  ...[name, ...rest]: readonly string[]
): Schema | undefined {
  if (name === undefined || schema?.type !== 'object') return schema
  return fieldSchema(schema.properties[name], ...rest)
}

/** Returns the allowed values of a string. */
export function enumValues(schema: Schema | undefined): readonly string[] {
  return schema?.type === 'string' ? (schema.enum ?? []) : []
}

/** Formats the range of an integer for the end of a description. */
export function formatRange(schema: Schema | undefined): string {
  if (schema?.type !== 'integer') return ''
  const { minimum, maximum } = schema
  return maximum === undefined ? `, from ${minimum}` : `, ${minimum} to ${maximum}`
}
