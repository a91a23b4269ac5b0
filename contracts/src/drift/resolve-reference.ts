import { isJsonObject, type JsonObject, valueAt } from '../lib/json.ts'
import type { OpenApiDocument } from './document.ts'
import { DriftError } from './drift-error.ts'

const maxReferences = 100

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    // What is not percent-encoded stands for itself, and then leads to nothing.
    return key
  }
}

/** The keys of a JSON Pointer in a URI fragment (RFC 6901, sections 4 and 6). */
function parsePointer(pointer: string): string[] {
  const keys = pointer.split('/').slice(1)
  return keys.map((key) => decodeKey(key).replaceAll('~1', '/').replaceAll('~0', '~'))
}

function lookUpReference({ name, root }: OpenApiDocument, reference: string): unknown {
  if (!reference.startsWith('#/')) {
    throw new DriftError(
      `${name}: $ref ${reference} leads out of the document; bundle the document into one file`,
    )
  }
  let value: unknown = root
  for (const key of parsePointer(reference)) {
    value = Array.isArray(value) ? value[Number(key)] : valueAt(value, key)
  }
  if (value === undefined) {
    throw new DriftError(`${name}: $ref ${reference} leads to nothing; is the document complete?`)
  }
  return value
}

/** The `$ref` of a value, `undefined` where it has none. */
export function getReference(value: unknown): string | undefined {
  const reference = valueAt(value, '$ref')
  return typeof reference === 'string' ? reference : undefined
}

/**
 * Returns the value and what every reference leads to. The last one is not a reference.
 *
 * @throws DriftError where a reference leads to nothing, out of the document or back to itself
 */
export function followReferences(document: OpenApiDocument, value: unknown): unknown[] {
  const chain = [value]
  const seenReferences = new Set<string>()
  for (let next = getReference(value); next !== undefined; next = getReference(chain.at(-1))) {
    if (seenReferences.has(next))
      throw new DriftError(`${document.name}: $ref ${next} leads back to itself`)
    if (seenReferences.size === maxReferences)
      throw new DriftError(
        `${document.name}: $ref ${next} is one of more than ${maxReferences} in a row`,
      )
    seenReferences.add(next)
    chain.push(lookUpReference(document, next))
  }
  return chain
}

/**
 * Returns the object that a value is or refers to, over however many references.
 *
 * @throws DriftError where {@link followReferences} does
 */
export function resolveReference(document: OpenApiDocument, value: unknown): JsonObject {
  const target = followReferences(document, value).at(-1)
  return isJsonObject(target) ? target : {}
}
