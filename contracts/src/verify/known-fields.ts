import { findObjectSchema, responseSchema, type Schema } from '@export-buckets/core'
import type { Cell } from '../matrix/cell.ts'
import type { PathSegment } from './json-path.ts'

function findSchema(
  schema: Schema | undefined,
  segments: readonly PathSegment[],
  tag: object,
): Schema | undefined {
  const [segment, ...rest] = segments
  if (schema === undefined || segment === undefined) return schema
  if (schema.type === 'array') return findSchema(schema.items, rest, tag)
  return findSchema(findObjectSchema(schema, tag)?.properties[segment], rest, tag)
}

/**
 * Returns the fields that the version of a cell knows at a path of a successful response, `undefined` where no schema says
 * it. A cell that pins the required fields lets the others be there, so they are not new.
 */
export function knownFields(
  { operationId, expectedResponse, call, cloudProvider }: Cell,
  segments: readonly PathSegment[],
): readonly string[] | undefined {
  if (!('version' in expectedResponse)) return undefined
  const isEnveloped = call.query?.['envelope'] === 'true' && segments[0] === 'content'
  const tag = { cloudProvider }
  const root = responseSchema(operationId, expectedResponse.version.version)
  const schema = findSchema(root, isEnveloped ? segments.slice(1) : segments, tag)
  const properties = schema && findObjectSchema(schema, tag)?.properties
  return properties && Object.keys(properties)
}
