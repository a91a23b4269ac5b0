import { parseVersionDate } from '@export-buckets/core'
import { type JsonObject, toEntries, toStrings } from '../lib/json.ts'
import { type OpenApiDocument, resolveReference } from './document.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

/** An operation of a document and its location. */
export interface DocumentOperation {
  readonly operationId: string
  readonly method: string
  /** The path without the names of its parameters, which are not on the wire. */
  readonly path: string
  /** The names of the path's parameters, in order. */
  readonly pathParameters: readonly string[]
  readonly pathItem: JsonObject
  readonly operation: JsonObject
}

const pathParameterPattern = /\{([^{}]*)\}/g

/** Returns every operation of a document. */
export function readOperations(document: OpenApiDocument): DocumentOperation[] {
  return toEntries(document.root['paths']).flatMap(([template, value]) => {
    const path = template.replace(pathParameterPattern, '{}')
    const pathParameters = [...template.matchAll(pathParameterPattern)].map(([, name = '']) => name)
    // Fields beside the `$ref` of a path apply in every version of OpenAPI.
    const pathItem = { ...resolveReference(document, value), ...Object(value) }
    return methods.flatMap((key) => {
      if (pathItem[key] === undefined) return []
      const operation = resolveReference(document, pathItem[key])
      const method = key.toUpperCase()
      const operationId = String(operation['operationId'] ?? `${method} ${template}`)
      return [{ operationId, method, path, pathParameters, pathItem, operation }]
    })
  })
}

/** Returns a media type without parameters, in lower case. Case does not matter (RFC 9110, section 8.3.1). */
const mediaTypeEssence = (mediaType: string) =>
  mediaType.split(';', 1).join('').trim().toLowerCase()

/** Returns the date of a resource version's media type, or the media type when it has no date. */
export function toVersion(mediaType: string): string {
  const essence = mediaTypeEssence(mediaType)
  return parseVersionDate(essence) ?? essence
}

/** Returns whether a result of {@link toVersion} is a date. */
export const isDate = (version: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(version)

/**
 * Returns the media types of a body by version. A media type that occurs twice, in another spelling, gets a number.
 */
export function readContent(body: JsonObject): [string, unknown][] {
  const counts = new Map<string, number>()
  return toEntries(body['content']).map(([mediaType, value]) => {
    const essence = mediaTypeEssence(mediaType)
    const count = (counts.get(essence) ?? 0) + 1
    counts.set(essence, count)
    return [count === 1 ? toVersion(essence) : `${essence} #${count}`, value]
  })
}

const rolesKey = 'x-rolesRequirements'

/** Returns whether an operation states its role as data. MongoDB's document sometimes states roles only in prose. */
export const statesRoles = ({ operation }: DocumentOperation): boolean => rolesKey in operation

/** Returns the roles of an operation. A single role may be written without an array. */
export const readRoles = (operation: JsonObject): string[] =>
  toStrings([operation[rolesKey]].flat()).toSorted()

/** The date in a media type: of JSON, of a file (`+gzip`) or of an announced version (`.upcoming+json`). */
const versionDatePattern = /^application\/vnd\.atlas\.(\d{4}-\d{2}-\d{2})[.+]/i

/** Returns the dates of all media types of a document. */
export function readVersionDates(
  document: OpenApiDocument,
  operations: readonly DocumentOperation[],
): Set<string> {
  const bodies = operations.flatMap(({ operation }) => [
    operation['requestBody'],
    ...toEntries(operation['responses']).map(([, response]) => response),
  ])
  const mediaTypes = bodies.flatMap((body) =>
    toEntries(resolveReference(document, body)['content']),
  )
  return new Set(mediaTypes.flatMap(([mediaType]) => versionDatePattern.exec(mediaType)?.[1] ?? []))
}
