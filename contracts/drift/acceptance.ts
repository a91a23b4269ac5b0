import { isDeepStrictEqual } from 'node:util'
import type { Difference } from './compare.ts'

/** A difference, or several alike, that is known and left as it is. */
export interface Accepted {
  /** What their ids match; `*` is any text. */
  readonly pattern: string
  readonly kind: Difference['kind']
  /** The values of a change: with other ones it is another difference. Without either, any change is accepted. */
  readonly ours?: unknown
  readonly theirs?: unknown
  readonly reason: string
}

/** Whether an id matches a pattern, in which `*` is any text. */
export function matches(pattern: string, id: string): boolean {
  const [start = '', ...parts] = pattern.split('*')
  const end = parts.pop()
  if (end === undefined) return id === pattern
  // A regular expression could take time that grows with a power of the length of an id, which is from the document.
  let index = id.startsWith(start) && id.endsWith(end) ? start.length : id.length + 1
  for (const part of parts) {
    const found = id.indexOf(part, index)
    index = found < 0 ? id.length + 1 : found + part.length
  }
  return index <= id.length - end.length
}

/** Whether a difference is this one of the known. */
export function isAccepted(accepted: Accepted, { id, kind, ours, theirs }: Difference): boolean {
  if (accepted.kind !== kind || !matches(accepted.pattern, id)) return false
  if (kind !== 'changed' || !('ours' in accepted || 'theirs' in accepted)) return true
  return isDeepStrictEqual([accepted.ours, accepted.theirs], [ours, theirs])
}
