import { answerSchema, objectSchema, type Schema } from '@export-buckets/core'
import type { Cell } from '../matrix/cells.ts'
import type { Step } from './json-path.ts'

function schemaAt(
  schema: Schema | undefined,
  steps: readonly Step[],
  tag: object,
): Schema | undefined {
  const [step, ...rest] = steps
  if (schema === undefined || step === undefined) return schema
  if (schema.type === 'array') return schemaAt(schema.items, rest, tag)
  return schemaAt(objectSchema(schema, tag)?.properties[step], rest, tag)
}

/**
 * Returns the fields that the version of a cell knows at a path of a successful response, `undefined` where no schema says
 * it. A cell that pins the required fields lets the others be there, so they are not new.
 */
export function knownFields(
  { operationId, answer, ask, cloudProvider }: Cell,
  steps: readonly Step[],
): readonly string[] | undefined {
  if (!('version' in answer)) return undefined
  const isWrapped = ask.query?.['envelope'] === 'true' && steps[0] === 'content'
  const tag = { cloudProvider }
  const root = answerSchema(operationId, answer.version.version)
  const schema = schemaAt(root, isWrapped ? steps.slice(1) : steps, tag)
  const properties = schema && objectSchema(schema, tag)?.properties
  return properties && Object.keys(properties)
}
