import { parseVersionDate } from '@export-buckets/core'
import { type JsonObject, toEntries, toStrings, valueAt } from '../lib/json.ts'
import type { OpenApiDocument } from './document.ts'
import { bodyFeatures, createLocation, type Feature, type Location } from './feature.ts'
import { resolveReference } from './resolve-reference.ts'
import { readConstraints, type SchemaMerger } from './schema.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

/** An operation of a document, and where it is. */
export interface DocumentOperation {
  readonly operationId: string
  readonly method: string
  /** The path with its parameters unnamed: their names are not on the wire. */
  readonly path: string
  /** The names of the path's parameters, in their order. */
  readonly pathParameters: readonly string[]
  readonly pathItem: JsonObject
  readonly operation: JsonObject
}

const pathParameterPattern = /\{([^{}]*)\}/g

/** Every operation of a document. */
export function readOperations(document: OpenApiDocument): DocumentOperation[] {
  return toEntries(document.root['paths']).flatMap(([template, value]) => {
    const path = template.replace(pathParameterPattern, '{}')
    const pathParameters = [...template.matchAll(pathParameterPattern)].map(([, name = '']) => name)
    // The fields beside the `$ref` of a path count, in every version of OpenAPI.
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

/** A media type without its parameters, in lower case: case does not matter (RFC 9110, section 8.3.1). */
const mediaTypeEssence = (mediaType: string) =>
  mediaType.split(';', 1).join('').trim().toLowerCase()

/** The date of a resource version's media type, else the media type. */
export function toVersion(mediaType: string): string {
  const essence = mediaTypeEssence(mediaType)
  return parseVersionDate(essence) ?? essence
}

/** Whether what {@link toVersion} returned is a date. */
export const isDate = (version: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(version)

/** The media types of a body by their version. One that is there twice, by another spelling, is numbered. */
function readContent(body: JsonObject): [string, unknown][] {
  const counts = new Map<string, number>()
  return toEntries(body['content']).map(([mediaType, value]) => {
    const essence = mediaTypeEssence(mediaType)
    const count = (counts.get(essence) ?? 0) + 1
    counts.set(essence, count)
    return [count === 1 ? toVersion(essence) : `${essence} #${count}`, value]
  })
}

const rolesKey = 'x-rolesRequirements'

/** Whether an operation states as data which role it needs: MongoDB's document does so at times, and at times in prose alone. */
export const statesRoles = ({ operation }: DocumentOperation): boolean => rolesKey in operation

/** A single role may be written without an array. */
const readRoles = (operation: JsonObject) => toStrings([operation[rolesKey]].flat()).toSorted()

/** How the operations of a document are compared. */
export interface ComparisonContext {
  readonly merger: SchemaMerger
  /** What the operation is called in the comparison. */
  readonly id: string
  /** What the parameters of its path are called in the comparison, in their order. */
  readonly pathParameters: readonly string[]
  /** Whether its roles are compared. */
  readonly comparesRoles: boolean
}

/** The features of a parameter or header, whose value is described by a schema or by a media type. */
function valueFeatures(
  { merger }: ComparisonContext,
  value: JsonObject,
  location: Location,
  defaultStyle: 'form' | 'simple',
): Feature[] {
  const [content] = readContent(value)
  const schema = value['schema'] ?? valueAt(content?.[1], 'schema') ?? {}
  const { required, deprecated, style = defaultStyle, explode = style === 'form' } = value
  // How an array or object is written; `explode` has no effect on anything else (OpenAPI, Parameter Object).
  const isPrimitive = /^(boolean|integer|number|string)$/.test(
    String(readConstraints(merger.merge([schema]))['type']),
  )
  return bodyFeatures(merger, schema, location, {
    ...(location.featureKind === 'parameter' && { required: false }),
    ...(required === true && { required }),
    ...(deprecated === true && { deprecated }),
    ...(content && { content: content[0] }),
    ...(style !== defaultStyle && { style }),
    ...(!isPrimitive && explode !== (style === 'form') && { explode }),
  })
}

/** Header parameters that OpenAPI has ignored, because it describes them elsewhere. */
const ignoredHeaders = ['accept', 'content-type', 'authorization']

/** The parameters of an operation. One of its own overrides that of its path (OpenAPI, Path Item Object). */
function parameterFeatures(
  context: ComparisonContext,
  { pathItem, operation, pathParameters }: DocumentOperation,
): Feature[] {
  const { merger, id } = context
  const features = new Map<string, Feature[]>()
  const lists = [pathItem['parameters'], operation['parameters']]
  for (const value of lists.flatMap((list) => (Array.isArray(list) ? list : []))) {
    const parameter = resolveReference(merger.document, value)
    const { in: parameterIn, name: originalName } = parameter
    if (typeof parameterIn !== 'string' || typeof originalName !== 'string') continue
    const index = parameterIn === 'path' ? pathParameters.indexOf(originalName) : -1
    const normalizedName = parameterIn === 'header' ? originalName.toLowerCase() : originalName
    if (parameterIn === 'header' && ignoredHeaders.includes(normalizedName)) continue
    const name = context.pathParameters[index] ?? normalizedName
    const path = [id, parameterIn, name]
    const key = JSON.stringify(path)
    // One that is not in the path does not take the place of one that is.
    if (parameterIn === 'path' && index < 0 && features.has(key)) continue
    const location = createLocation('parameter', path, { name })
    const isForm = parameterIn === 'query' || parameterIn === 'cookie'
    features.set(key, valueFeatures(context, parameter, location, isForm ? 'form' : 'simple'))
  }
  return [...features.values()].flat()
}

/** What a media type states of its version besides the body. */
function versionAspects(version: string, content: unknown): Feature['aspects'] {
  const [sunset, xgenVersion] = [valueAt(content, 'x-sunset'), valueAt(content, 'x-xgen-version')]
  return {
    ...(sunset !== undefined && { sunset }),
    ...(xgenVersion !== undefined && xgenVersion !== version && { 'x-xgen-version': xgenVersion }),
  }
}

function requestFeatures(
  { merger, id }: ComparisonContext,
  { operation }: DocumentOperation,
): Feature[] {
  if (operation['requestBody'] === undefined) return []
  const body = resolveReference(merger.document, operation['requestBody'])
  return readContent(body).flatMap(([version, content]) => {
    const location = createLocation('request', [id, version, 'request'], { version })
    const required = body['required'] === true
    const aspects = { required, ...versionAspects(version, content) }
    return bodyFeatures(merger, valueAt(content, 'schema'), location, aspects)
  })
}

function headerFeatures(
  context: ComparisonContext,
  status: string,
  response: JsonObject,
): Feature[] {
  return toEntries(response['headers']).flatMap(([originalName, value]) => {
    const name = originalName.toLowerCase()
    // OpenAPI, Response Object: this one is described by the content.
    if (name === 'content-type') return []
    const header = resolveReference(context.merger.document, value)
    const path = [context.id, 'status', status, 'header', name]
    const location = createLocation('header', path, { status, name })
    return valueFeatures(context, header, location, 'simple')
  })
}

function responseFeatures(context: ComparisonContext, status: string, value: unknown): Feature[] {
  const { merger, id } = context
  const object = resolveReference(merger.document, value)
  const statusFeature: Feature = {
    location: createLocation('status', [id, 'status', status], { status }),
    aspects: {},
  }
  const bodies = readContent(object).flatMap(([version, content]) => {
    const path = isDate(version)
      ? [id, version, `response ${status}`]
      : [id, 'status', status, version]
    const location = createLocation('response', path, { version, status })
    const aspects = versionAspects(version, content)
    return bodyFeatures(merger, valueAt(content, 'schema'), location, aspects)
  })
  return [statusFeature, ...headerFeatures(context, status, object), ...bodies]
}

/** The credentials that `security` lets choose from: schemes that belong together are one, with their scopes. */
function readSecurity({ security }: JsonObject): readonly string[] | undefined {
  if (!Array.isArray(security)) return undefined
  const texts = security.map((requirement) => {
    const schemes = toEntries(requirement).map(([name, scopes]) =>
      [name, ...toStrings(scopes).toSorted()].join(' '),
    )
    return schemes.toSorted().join(' and ') || 'no credentials'
  })
  return texts.length === 0 ? ['no credentials'] : texts.toSorted()
}

/** The credentials that an operation takes, where they are not those of its document: one of these. */
function securityAspects(operation: JsonObject, document: JsonObject): Feature['aspects'] {
  const [security, inherited] = [readSecurity(operation), readSecurity(document)]
  return security === undefined || String(security) === String(inherited) ? {} : { security }
}

/**
 * The features of an operation.
 *
 * @throws DriftError where a reference leads nowhere, or there are too many fields
 */
export function operationFeatures(
  context: ComparisonContext,
  documentOperation: DocumentOperation,
): Feature[] {
  const { merger, id, comparesRoles } = context
  const { operationId, method, path, operation } = documentOperation
  const operationFeature: Feature = {
    location: createLocation('operation', [id]),
    aspects: {
      operationId,
      alias: operation['x-xgen-operation-id-override'],
      method,
      path,
      ...(comparesRoles && { roles: readRoles(operation) }),
      ...(operation['deprecated'] === true && { deprecated: true }),
      ...securityAspects(operation, merger.document.root),
    },
  }
  return [
    operationFeature,
    ...parameterFeatures(context, documentOperation),
    ...requestFeatures(context, documentOperation),
    ...toEntries(operation['responses'])
      .filter(([status]) => !status.startsWith('x-'))
      .flatMap(([status, value]) => responseFeatures(context, status, value)),
  ]
}

/** The date of a media type of any kind: JSON, a file (`+gzip`), or one that is announced (`.upcoming+json`). */
const versionDatePattern = /^application\/vnd\.atlas\.(\d{4}-\d{2}-\d{2})[.+]/i

/** The dates that a document has a media type of, in any operation. */
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
