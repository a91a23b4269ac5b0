import { isDeepStrictEqual } from 'node:util'
import type { Difference } from './compare.ts'

/** A difference, or several alike, that is known and left as it is. */
export interface AcceptedDifference {
  /** What their ids match; `*` is any text. */
  readonly pattern: string
  readonly kind: Difference['kind']
  /** The values of a change: with other ones it is another difference. Without either, any change is accepted. */
  readonly ours?: unknown
  readonly theirs?: unknown
  readonly reason: string
}

/** Whether an id matches a pattern, in which `*` is any text. */
export function matchesPattern(pattern: string, id: string): boolean {
  const [prefix = '', ...parts] = pattern.split('*')
  const suffix = parts.pop()
  if (suffix === undefined) return id === pattern
  // A regular expression could take time that grows with a power of the length of an id, which is from the document.
  let index = id.startsWith(prefix) && id.endsWith(suffix) ? prefix.length : id.length + 1
  for (const part of parts) {
    const position = id.indexOf(part, index)
    index = position < 0 ? id.length + 1 : position + part.length
  }
  return index <= id.length - suffix.length
}

/** Whether a difference is this one of the known. */
export function isAccepted(
  acceptance: AcceptedDifference,
  { id, kind, ours, theirs }: Difference,
): boolean {
  if (acceptance.kind !== kind || !matchesPattern(acceptance.pattern, id)) return false
  if (kind !== 'changed' || !('ours' in acceptance || 'theirs' in acceptance)) return true
  return isDeepStrictEqual([acceptance.ours, acceptance.theirs], [ours, theirs])
}
