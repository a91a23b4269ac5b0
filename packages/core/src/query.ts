import { type OperationId, operations, type Query } from './operations.ts'
import type { Schema } from './schema.ts'
import { createSchemaValidator } from './schema-validator.ts'
import type { Issue } from './validator.ts'

/** A query, as far as it is right. */
export type ParsedQuery<Op extends OperationId> =
  | { readonly ok: true; readonly query: Required<Query<Op>> }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** What a number holds exactly. */
const integerPattern = /^\d{1,15}$/

/** The value that a text stands for; the text itself where it stands for none, so that the shape refuses it. */
function coerce(schema: Schema, text: string): unknown {
  if (schema.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  if (schema.type === 'integer' && integerPattern.test(text)) return Number(text)
  return text
}

function parseParameter(
  name: string,
  schema: Schema,
  values: readonly string[],
): [string, unknown][] {
  const [first, ...otherValues] = values
  if (first === undefined) return 'default' in schema ? [[name, schema.default]] : []
  return [[name, otherValues.length === 0 ? coerce(schema, first) : values]]
}

/**
 * Reads the query of an operation and fills the defaults in. Parameters that the operation does not know are passed over;
 * one that stands there twice is refused.
 *
 * @param getValues - every value of a parameter, in the order of the query
 */
export function parseQuery<Op extends OperationId>(
  operationId: Op,
  getValues: (name: string) => readonly string[],
): ParsedQuery<Op> {
  const schema = operations[operationId].query
  const entries = Object.entries(schema.properties).flatMap(([name, parameterSchema]) =>
    parseParameter(name, parameterSchema, getValues(name)),
  )
  const query: unknown = Object.fromEntries(entries)
  const validator = createSchemaValidator<Required<Query<Op>>>('query', schema)
  return validator.is(query) ? { ok: true, query } : { ok: false, issues: validator.issues(query) }
}
