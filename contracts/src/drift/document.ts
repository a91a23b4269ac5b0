import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isNode, isScalar, parseDocument as parseYaml, visit } from 'yaml'
import { isJsonObject, type JsonObject, valueAt } from '../lib/json.ts'
import { DriftError } from './drift-error.ts'

/** An OpenAPI document, read and not checked beyond having paths. */
export interface OpenApiDocument {
  /** What messages call it. */
  readonly name: string
  readonly root: JsonObject
}

/** To resolve an alias takes time that grows with the number of anchors. */
const maxAliases = 500

function yamlToValue(text: string): unknown {
  // To check that keys are unique takes time that grows with the square of their number. The core schema leaves dates
  // as strings, even after the directive `%YAML 1.1`.
  const yaml = parseYaml(text, { uniqueKeys: false, logLevel: 'error', schema: 'core' })
  const [error] = yaml.errors
  if (error !== undefined) throw error
  let aliases = 0
  visit(yaml, {
    Pair: (_, { key }) => {
      if (isScalar(key) && key.value === '<<' && key.type === 'PLAIN')
        throw new DriftError('merge keys (<<) are not read; bundle the document into one file')
    },
    Alias: (_, { source }, ancestors) => {
      aliases += 1
      if (aliases > maxAliases)
        throw new DriftError(`more than ${maxAliases} YAML aliases; bundle the document without`)
      if (ancestors.some((node) => isNode(node) && 'anchor' in node && node.anchor === source))
        throw new DriftError(`the YAML alias *${source} leads back to itself`)
    },
  })
  // This counts the anchor, too.
  return yaml.toJS({ maxAliasCount: maxAliases + 1 })
}

function parseText(text: string, name: string): unknown {
  if (/^\s*</.test(text)) {
    throw new DriftError(`${name}: that is a page of markup; give the URL of the raw document`)
  }
  try {
    if (/^\s*[[{]/.test(text)) return JSON.parse(text)
  } catch {
    // What is not JSON can still be YAML, and YAML's messages say where.
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
 * Reads an OpenAPI document, JSON or YAML.
 *
 * @param name - what messages call it
 * @throws DriftError where it is none
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

/** Returns the document that this project is made from. It is read once. */
export function readOurDocument(): OpenApiDocument {
  const file = createRequire(import.meta.url).resolve('@export-buckets/core/openapi.yaml')
  cachedDocument ??= parseDocument(
    readFileSync(file, 'utf8'),
    'openapi.yaml of @export-buckets/core',
  )
  return cachedDocument
}
