import type { Schema } from '@export-buckets/core'

const uuid = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'

/** Returns the pattern that the schema of a string requires, or `undefined` when it allows any text. */
export function stringPattern(schema: Extract<Schema, { type: 'string' }>): string | undefined {
  const { enum: values, pattern, format, minLength = 0, maxLength } = schema
  if (values) return `^(${values.join('|')})$`
  if (pattern) return pattern
  if (format === 'uuid') return uuid
  return maxLength === undefined ? undefined : `^.{${minLength},${maxLength}}$`
}
