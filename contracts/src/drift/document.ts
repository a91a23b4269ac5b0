import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isNode, isScalar, parseDocument as parseYaml, visit } from 'yaml'
import { isJsonObject, type JsonObject, valueAt } from '../lib/json.ts'

/** Thrown when two documents cannot be compared. The message names the problem, the place and the remedy. */
export class DriftError extends Error {
  override readonly name = 'DriftError'
}

/** An OpenAPI document. Only the presence of `paths` has been checked. */
export interface OpenApiDocument {
  /** The name of the document in messages. */
  readonly name: string
  readonly root: JsonObject
}

/** A limit, because resolving an alias takes time proportional to the number of anchors. */
const maxAliases = 500

function yamlToValue(text: string): unknown {
  // Checking that keys are unique takes quadratic time. The core schema keeps dates as strings, even after the
  // directive `%YAML 1.1`.
  const yaml = parseYaml(text, { uniqueKeys: false, logLevel: 'error', schema: 'core' })
  const [error] = yaml.errors
  if (error !== undefined) throw error
  let aliases = 0
  visit(yaml, {
    Pair: (_, { key }) => {
      if (isScalar(key) && key.value === '<<' && key.type === 'PLAIN')
        throw new DriftError('merge keys (<<) are not supported; bundle the document into one file')
    },
    Alias: (_, { source }, ancestors) => {
      aliases += 1
      if (aliases > maxAliases)
        throw new DriftError(
          `more than ${maxAliases} YAML aliases; bundle the document without aliases`,
        )
      if (ancestors.some((node) => isNode(node) && 'anchor' in node && node.anchor === source))
        throw new DriftError(`circular YAML alias *${source}`)
    },
  })
  // `maxAliasCount` also counts the anchor.
  return yaml.toJS({ maxAliasCount: maxAliases + 1 })
}

function parseText(text: string, name: string): unknown {
  if (/^\s*</.test(text)) {
    throw new DriftError(`${name}: this is an HTML or XML page; give the URL of the raw document`)
  }
  try {
    if (/^\s*[[{]/.test(text)) return JSON.parse(text)
  } catch {
    // Text that is not JSON can still be YAML, whose parser reports positions.
  }
  try {
    return yamlToValue(text)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (error instanceof DriftError) throw new DriftError(`${name}: ${error.message}`)
    const [first] = error.message.split('\n')
    throw new DriftError(`${name}: neither JSON nor YAML: ${first}`)
  }
}

/**
 * Parses an OpenAPI document, JSON or YAML.
 *
 * @param name - the name of the document in messages
 * @throws DriftError when the text is not an OpenAPI 3 document
 */
export function parseDocument(text: string, name: string): OpenApiDocument {
  const root = parseText(text, name)
  if (!isJsonObject(root) || !isJsonObject(valueAt(root, 'paths'))) {
    const version = isJsonObject(root) && 'swagger' in root ? 'Swagger 2' : 'something else'
    const actual = isJsonObject(root) && 'openapi' in root ? 'one without any' : version
    throw new DriftError(
      `${name}: expected an OpenAPI 3 document with paths, got ${actual}; ` +
        'MongoDB publishes one for the Atlas Admin API v2',
    )
  }
  return { name, root }
}

let cachedDocument: OpenApiDocument | undefined

/** Returns the document that this project is generated from. It is read once. */
export function readOurDocument(): OpenApiDocument {
  const file = createRequire(import.meta.url).resolve('@export-buckets/core/openapi.yaml')
  cachedDocument ??= parseDocument(
    readFileSync(file, 'utf8'),
    'openapi.yaml of @export-buckets/core',
  )
  return cachedDocument
}

const maxReferences = 100

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    // A malformed escape is taken literally, and then resolves to nothing.
    return key
  }
}

/** Returns the keys of a JSON Pointer in a URI fragment (RFC 6901, sections 4 and 6). */
function parsePointer(pointer: string): string[] {
  const keys = pointer.split('/').slice(1)
  return keys.map((key) => decodeKey(key).replaceAll('~1', '/').replaceAll('~0', '~'))
}

function lookUpReference({ name, root }: OpenApiDocument, reference: string): unknown {
  if (!reference.startsWith('#/')) {
    throw new DriftError(`${name}: external $ref ${reference}; bundle the document into one file`)
  }
  let value: unknown = root
  for (const key of parsePointer(reference)) {
    value = Array.isArray(value) ? value[Number(key)] : valueAt(value, key)
  }
  if (value === undefined) {
    throw new DriftError(`${name}: $ref ${reference} does not resolve; is the document complete?`)
  }
  return value
}

/** Returns the `$ref` of a value, or `undefined` when it has none. */
export function getReference(value: unknown): string | undefined {
  const reference = valueAt(value, '$ref')
  return typeof reference === 'string' ? reference : undefined
}

/**
 * Returns the value and the target of each reference in turn. The last one is not a reference.
 *
 * @throws DriftError when a reference resolves to nothing, leaves the document or is circular
 */
export function followReferences(document: OpenApiDocument, value: unknown): unknown[] {
  const chain = [value]
  const seenReferences = new Set<string>()
  for (let next = getReference(value); next !== undefined; next = getReference(chain.at(-1))) {
    if (seenReferences.has(next)) throw new DriftError(`${document.name}: circular $ref ${next}`)
    if (seenReferences.size === maxReferences)
      throw new DriftError(
        `${document.name}: more than ${maxReferences} consecutive $refs, at ${next}`,
      )
    seenReferences.add(next)
    chain.push(lookUpReference(document, next))
  }
  return chain
}

/**
 * Returns the object that a value is or refers to, through any number of references.
 *
 * @throws DriftError for the same references as {@link followReferences}
 */
export function resolveReference(document: OpenApiDocument, value: unknown): JsonObject {
  const target = followReferences(document, value).at(-1)
  return isJsonObject(target) ? target : {}
}
