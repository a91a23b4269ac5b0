import { versionDateOf } from '@export-buckets/core'
import type { Document } from './document.ts'
import { bodyFeatures, type Feature, type Location, locate } from './feature.ts'
import { entriesOf, type JsonObject, stringsOf, valueAt } from './json-object.ts'
import { resolve } from './resolve.ts'
import { constraintsOf, type SchemaMerger } from './schema.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

/** An operation of a document, and where it is. */
export interface Operation {
  readonly operationId: string
  readonly method: string
  /** The path with its parameters unnamed: their names are not on the wire. */
  readonly path: string
  /** The names of the path's parameters, in their order. */
  readonly pathParameters: readonly string[]
  readonly item: JsonObject
  readonly operation: JsonObject
}

const pathParameter = /\{([^{}]*)\}/g

/** Every operation of a document. */
export function operationsOf(document: Document): Operation[] {
  return entriesOf(document.root['paths']).flatMap(([template, value]) => {
    const path = template.replace(pathParameter, '{}')
    const pathParameters = [...template.matchAll(pathParameter)].map(([, name = '']) => name)
    // The fields beside the `$ref` of a path count, in every version of OpenAPI.
    const item = { ...resolve(document, value), ...Object(value) }
    return methods.flatMap((key) => {
      if (item[key] === undefined) return []
      const operation = resolve(document, item[key])
      const method = key.toUpperCase()
      const operationId = String(operation['operationId'] ?? `${method} ${template}`)
      return [{ operationId, method, path, pathParameters, item, operation }]
    })
  })
}

/** A media type without its parameters, in lower case: case does not matter (RFC 9110, section 8.3.1). */
const essenceOf = (mediaType: string) => mediaType.split(';', 1).join('').trim().toLowerCase()

/** The date of a resource version's media type, else the media type. */
export function versionOf(mediaType: string): string {
  const essence = essenceOf(mediaType)
  return versionDateOf(essence) ?? essence
}

/** Whether what {@link versionOf} returned is a date. */
export const isDate = (version: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(version)

/** The media types of a body by their version. One that is there twice, by another spelling, is numbered. */
function contentOf(body: JsonObject): [string, unknown][] {
  const counts = new Map<string, number>()
  return entriesOf(body['content']).map(([mediaType, value]) => {
    const essence = essenceOf(mediaType)
    const count = (counts.get(essence) ?? 0) + 1
    counts.set(essence, count)
    return [count === 1 ? versionOf(essence) : `${essence} #${count}`, value]
  })
}

const rolesKey = 'x-rolesRequirements'

/** Whether an operation states as data which role it needs: MongoDB's document does so at times, and at times in prose alone. */
export const statesRole = ({ operation }: Operation): boolean => rolesKey in operation

/** A single role may be written without an array. */
const rolesOf = (operation: JsonObject) => stringsOf([operation[rolesKey]].flat()).toSorted()

/** How the operations of a document are compared. */
export interface Context {
  readonly merger: SchemaMerger
  /** What the operation is called in the comparison. */
  readonly id: string
  /** What the parameters of its path are called in the comparison, in their order. */
  readonly pathParameters: readonly string[]
  /** Whether its roles are compared. */
  readonly roles: boolean
}

/** The features of a parameter or header, whose value is described by a schema or by a media type. */
function valueFeatures(
  { merger }: Context,
  value: JsonObject,
  location: Location,
  usualStyle: 'form' | 'simple',
): Feature[] {
  const [content] = contentOf(value)
  const schema = value['schema'] ?? valueAt(content?.[1], 'schema') ?? {}
  const { required, deprecated, style = usualStyle, explode = style === 'form' } = value
  // How an array or object is written; `explode` has no effect on anything else (OpenAPI, Parameter Object).
  const isPlain = /^(boolean|integer|number|string)$/.test(
    String(constraintsOf(merger.merge([schema]))['type']),
  )
  return bodyFeatures(merger, schema, location, {
    ...(location.part === 'parameter' && { required: false }),
    ...(required === true && { required }),
    ...(deprecated === true && { deprecated }),
    ...(content && { content: content[0] }),
    ...(style !== usualStyle && { style }),
    ...(!isPlain && explode !== (style === 'form') && { explode }),
  })
}

/** Header parameters that OpenAPI has ignored, because it describes them elsewhere. */
const ignoredHeaders = ['accept', 'content-type', 'authorization']

/** The parameters of an operation. One of its own overrides that of its path (OpenAPI, Path Item Object). */
function parameters(context: Context, { item, operation, pathParameters }: Operation): Feature[] {
  const { merger, id } = context
  const features = new Map<string, Feature[]>()
  const lists = [item['parameters'], operation['parameters']]
  for (const value of lists.flatMap((list) => (Array.isArray(list) ? list : []))) {
    const parameter = resolve(merger.document, value)
    const { in: where, name: originalName } = parameter
    if (typeof where !== 'string' || typeof originalName !== 'string') continue
    const index = where === 'path' ? pathParameters.indexOf(originalName) : -1
    const cased = where === 'header' ? originalName.toLowerCase() : originalName
    if (where === 'header' && ignoredHeaders.includes(cased)) continue
    const name = context.pathParameters[index] ?? cased
    const path = [id, where, name]
    const key = JSON.stringify(path)
    // One that is not in the path does not take the place of one that is.
    if (where === 'path' && index < 0 && features.has(key)) continue
    const location = locate('parameter', path, { name })
    const isForm = where === 'query' || where === 'cookie'
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

function request({ merger, id }: Context, { operation }: Operation): Feature[] {
  if (operation['requestBody'] === undefined) return []
  const body = resolve(merger.document, operation['requestBody'])
  return contentOf(body).flatMap(([version, content]) => {
    const location = locate('request', [id, version, 'request'], { version })
    const required = body['required'] === true
    const aspects = { required, ...versionAspects(version, content) }
    return bodyFeatures(merger, valueAt(content, 'schema'), location, aspects)
  })
}

function headers(context: Context, status: string, response: JsonObject): Feature[] {
  return entriesOf(response['headers']).flatMap(([originalName, value]) => {
    const name = originalName.toLowerCase()
    // OpenAPI, Response Object: this one is described by the content.
    if (name === 'content-type') return []
    const header = resolve(context.merger.document, value)
    const path = [context.id, 'status', status, 'header', name]
    const location = locate('header', path, { status, name })
    return valueFeatures(context, header, location, 'simple')
  })
}

function response(context: Context, status: string, value: unknown): Feature[] {
  const { merger, id } = context
  const object = resolve(merger.document, value)
  const statusFeature: Feature = {
    location: locate('status', [id, 'status', status], { status }),
    aspects: {},
  }
  const bodies = contentOf(object).flatMap(([version, content]) => {
    const path = isDate(version)
      ? [id, version, `response ${status}`]
      : [id, 'status', status, version]
    const location = locate('response', path, { version, status })
    const aspects = versionAspects(version, content)
    return bodyFeatures(merger, valueAt(content, 'schema'), location, aspects)
  })
  return [statusFeature, ...headers(context, status, object), ...bodies]
}

/** The credentials that `security` lets choose from: schemes that belong together are one, with their scopes. */
function credentialsOf({ security }: JsonObject): readonly string[] | undefined {
  if (!Array.isArray(security)) return undefined
  const texts = security.map((requirement) => {
    const schemes = entriesOf(requirement).map(([name, scopes]) =>
      [name, ...stringsOf(scopes).toSorted()].join(' '),
    )
    return schemes.toSorted().join(' and ') || 'no credentials'
  })
  return texts.length === 0 ? ['no credentials'] : texts.toSorted()
}

/** The credentials that an operation takes, where they are not those of its document: one of these. */
function securityOf(operation: JsonObject, document: JsonObject): Feature['aspects'] {
  const [security, inherited] = [credentialsOf(operation), credentialsOf(document)]
  return security === undefined || String(security) === String(inherited) ? {} : { security }
}

/**
 * The features of an operation.
 *
 * @throws DriftError where a reference leads nowhere, or there are too many fields
 */
export function operationFeatures(context: Context, located: Operation): Feature[] {
  const { merger, id, roles } = context
  const { operationId, method, path, operation } = located
  const operationFeature: Feature = {
    location: locate('operation', [id]),
    aspects: {
      operationId,
      alias: operation['x-xgen-operation-id-override'],
      method,
      path,
      ...(roles && { roles: rolesOf(operation) }),
      ...(operation['deprecated'] === true && { deprecated: true }),
      ...securityOf(operation, merger.document.root),
    },
  }
  return [
    operationFeature,
    ...parameters(context, located),
    ...request(context, located),
    ...entriesOf(operation['responses'])
      .filter(([status]) => !status.startsWith('x-'))
      .flatMap(([status, value]) => response(context, status, value)),
  ]
}

/** The date of a media type of any kind: JSON, a file (`+gzip`), or one that is announced (`.upcoming+json`). */
const anyDate = /^application\/vnd\.atlas\.(\d{4}-\d{2}-\d{2})[.+]/i

/** The dates that a document has a media type of, in any operation. */
export function datesOf(document: Document, operations: readonly Operation[]): Set<string> {
  const bodies = operations.flatMap(({ operation }) => [
    operation['requestBody'],
    ...entriesOf(operation['responses']).map(([, response]) => response),
  ])
  const mediaTypes = bodies.flatMap((body) => entriesOf(resolve(document, body)['content']))
  return new Set(mediaTypes.flatMap(([mediaType]) => anyDate.exec(mediaType)?.[1] ?? []))
}
