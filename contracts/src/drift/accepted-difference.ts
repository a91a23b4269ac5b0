import { isDeepStrictEqual } from 'node:util'
import type { DocumentDifference } from './compare.ts'

/** One or more similar differences that are known and intended. */
export interface AcceptedDifference {
  /** A pattern of their ids, in which `*` matches any text. */
  readonly pattern: string
  readonly kind: DocumentDifference['kind']
  /** Our value of a change. Without `ours` and `theirs`, a change to any value is accepted. */
  readonly ours?: unknown
  /** MongoDB's value of a change. */
  readonly theirs?: unknown
  readonly reason: string
}

/** Returns whether an id matches a pattern, in which `*` matches any text. */
export function matchesPattern(pattern: string, id: string): boolean {
  const [prefix = '', ...parts] = pattern.split('*')
  const suffix = parts.pop()
  if (suffix === undefined) return id === pattern
  // A regular expression could backtrack for a time polynomial in the length of the id, which the document chooses.
  let index = id.startsWith(prefix) && id.endsWith(suffix) ? prefix.length : id.length + 1
  for (const part of parts) {
    const position = id.indexOf(part, index)
    index = position < 0 ? id.length + 1 : position + part.length
  }
  return index <= id.length - suffix.length
}

/** Returns whether an accepted difference covers a difference. */
export function isAccepted(
  acceptance: AcceptedDifference,
  { id, kind, ours, theirs }: DocumentDifference,
): boolean {
  if (acceptance.kind !== kind || !matchesPattern(acceptance.pattern, id)) return false
  if (kind !== 'changed' || !('ours' in acceptance || 'theirs' in acceptance)) return true
  return isDeepStrictEqual([acceptance.ours, acceptance.theirs], [ours, theirs])
}
