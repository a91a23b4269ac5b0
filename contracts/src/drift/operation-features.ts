import { type JsonObject, toEntries, toStrings, valueAt } from '../lib/json.ts'
import { bodyFeatures } from './body-features.ts'
import { resolveReference } from './document.ts'
import { createLocation, type Feature, type Location } from './feature.ts'
import { type DocumentOperation, isDate, readContent, readRoles } from './operation.ts'
import { readConstraints, type SchemaMerger } from './schema.ts'

export interface ComparisonContext {
  readonly merger: SchemaMerger
  /** The operation id of the comparison, which is ours. */
  readonly id: string
  /** The names of the path parameters in the comparison, in order. */
  readonly pathParameters: readonly string[]
  readonly comparesRoles: boolean
}

/** Returns the features of a parameter or header. A schema or a media type describes its value. */
function valueFeatures(
  { merger }: ComparisonContext,
  value: JsonObject,
  location: Location,
  defaultStyle: 'form' | 'simple',
): Feature[] {
  const [content] = readContent(value)
  const schema = value['schema'] ?? valueAt(content?.[1], 'schema') ?? {}
  const { required, deprecated, style = defaultStyle, explode = style === 'form' } = value
  // The serialization of an array or object. `explode` only applies to these (OpenAPI, Parameter Object).
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

/** Header parameters that OpenAPI ignores, because it describes them elsewhere. */
const ignoredHeaders = ['accept', 'content-type', 'authorization']

/**
 * Returns the features of parameters. A parameter of the operation overrides that of the path (OpenAPI, Path Item
 * Object).
 */
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
    // A path parameter that is not in the path does not replace one that is.
    if (parameterIn === 'path' && index < 0 && features.has(key)) continue
    const location = createLocation('parameter', path, { name })
    const isForm = parameterIn === 'query' || parameterIn === 'cookie'
    features.set(key, valueFeatures(context, parameter, location, isForm ? 'form' : 'simple'))
  }
  return [...features.values()].flat()
}

/** Returns the aspects of a version that the media type states outside the body. */
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
    // OpenAPI ignores this header, because `content` describes it (Response Object).
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

/**
 * Returns the alternatives of `security`. Schemes that are required together are one alternative, with their scopes.
 */
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

/** Returns the `security` of an operation, when it differs from that of the document. */
function securityAspects(operation: JsonObject, document: JsonObject): Feature['aspects'] {
  const [security, inherited] = [readSecurity(operation), readSecurity(document)]
  return security === undefined || String(security) === String(inherited) ? {} : { security }
}

/**
 * Returns the features of an operation.
 *
 * @throws DriftError when a reference is invalid, or there are too many fields
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
