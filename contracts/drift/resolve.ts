import type { Document } from './document.ts'
import { DriftError } from './drift-error.ts'
import { isJsonObject, type JsonObject, valueAt } from './json-object.ts'

const maxReferences = 100

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

function lookUp({ name, root }: Document, reference: string): unknown {
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

/** The `$ref` of a value, `undefined` where it has none. */
export function referenceIn(value: unknown): string | undefined {
  const reference = valueAt(value, '$ref')
  return typeof reference === 'string' ? reference : undefined
}

/**
 * Returns the value and what every reference leads to. The last one is not a reference.
 *
 * @throws DriftError where a reference leads to nothing, out of the document or back to itself
 */
export function follow(document: Document, value: unknown): unknown[] {
  const chain = [value]
  const seen = new Set<string>()
  for (let next = referenceIn(value); next !== undefined; next = referenceIn(chain.at(-1))) {
    if (seen.has(next)) throw new DriftError(`${document.name}: $ref ${next} leads back to itself`)
    if (seen.size === maxReferences)
      throw new DriftError(
        `${document.name}: $ref ${next} is one of more than ${maxReferences} in a row`,
      )
    seen.add(next)
    chain.push(lookUp(document, next))
  }
  return chain
}

/**
 * Returns the object that a value is or refers to, over however many references.
 *
 * @throws DriftError where {@link follow} does
 */
export function resolve(document: Document, value: unknown): JsonObject {
  const target = follow(document, value).at(-1)
  return isJsonObject(target) ? target : {}
}
