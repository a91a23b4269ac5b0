import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parse, YAMLError } from 'yaml'
import { DriftError } from './drift-error.ts'
import { isJsonObject, type JsonObject, valueAt } from './json-object.ts'

/** An OpenAPI document, read and not checked beyond having paths. */
export interface Document {
  /** What messages call it. */
  readonly name: string
  readonly root: JsonObject
}

function parsed(text: string, name: string): unknown {
  if (/^\s*</.test(text)) {
    throw new DriftError(`${name}: that is a page of markup; give the URL of the raw document`)
  }
  try {
    if (/^\s*[[{]/.test(text)) return JSON.parse(text)
  } catch {
    // What is no JSON can still be YAML, and YAML's messages say where.
  }
  try {
    // Whether keys are unique takes time that grows with the square of their number.
    return parse(text, { uniqueKeys: false, logLevel: 'error' })
  } catch (error) {
    // An alias that stands for too much, or a nesting too deep, is no YAMLError.
    const isText = [YAMLError, ReferenceError, RangeError].some((each) => error instanceof each)
    if (!isText || !(error instanceof Error)) throw error
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
export function parseDocument(text: string, name: string): Document {
  const root = parsed(text, name)
  if (!isJsonObject(root) || !isJsonObject(valueAt(root, 'paths'))) {
    const version = isJsonObject(root) && 'swagger' in root ? 'Swagger 2' : 'something else'
    const found = isJsonObject(root) && 'openapi' in root ? 'one without any' : version
    throw new DriftError(
      `${name}: expected an OpenAPI 3 document with paths, got ${found}; ` +
        'MongoDB publishes one for the Atlas Admin API v2',
    )
  }
  return { name, root }
}

/** The document that this project is made from. */
export function ourDocument(): Document {
  const file = createRequire(import.meta.url).resolve('@export-buckets/core/openapi.yaml')
  return parseDocument(readFileSync(file, 'utf8'), 'openapi.yaml of @export-buckets/core')
}
