import type { Document } from './document.ts'
import { DriftError } from './drift-error.ts'
import { isJsonObject, type JsonObject, valueAt } from './json-object.ts'

function decoded(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    // What is not percent-encoded stands for itself, and then leads to nothing.
    return key
  }
}

/** The keys of a JSON Pointer in a URI fragment (RFC 6901, sections 4 and 6). */
function keysOf(pointer: string): string[] {
  const keys = pointer.split('/').slice(1)
  return keys.map((key) => decoded(key).replaceAll('~1', '/').replaceAll('~0', '~'))
}

function target({ name, root }: Document, reference: string): unknown {
  if (!reference.startsWith('#/')) {
    throw new DriftError(
      `${name}: $ref ${reference} leads out of the document; bundle the document into one file`,
    )
  }
  let value: unknown = root
  for (const key of keysOf(reference)) {
    value = Array.isArray(value) ? value[Number(key)] : valueAt(value, key)
  }
  if (value === undefined) {
    throw new DriftError(`${name}: $ref ${reference} leads to nothing; is the document complete?`)
  }
  return value
}

/** The reference that a value is, `undefined` where it is none. */
export function referenceIn(value: unknown): string | undefined {
  const reference = valueAt(value, '$ref')
  return typeof reference === 'string' ? reference : undefined
}

/**
 * The object that a value is or refers to, over however many references.
 *
 * @throws DriftError where a reference leads to nothing, out of the document or back to itself
 */
export function resolve(document: Document, value: unknown): JsonObject {
  const seen = new Set<string>()
  let found = value
  for (let next = referenceIn(found); next !== undefined; next = referenceIn(found)) {
    if (seen.has(next)) {
      throw new DriftError(`${document.name}: $ref ${next} leads back to itself`)
    }
    seen.add(next)
    found = target(document, next)
  }
  return isJsonObject(found) ? found : {}
}
