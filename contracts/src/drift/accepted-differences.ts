import { isDeepStrictEqual } from 'node:util'
import type { Difference } from './compare.ts'

/** One or more similar differences that are known and intended. */
export interface AcceptedDifference {
  /** A pattern of their ids, in which `*` matches any text. */
  readonly pattern: string
  readonly kind: Difference['kind']
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
  { id, kind, ours, theirs }: Difference,
): boolean {
  if (acceptance.kind !== kind || !matchesPattern(acceptance.pattern, id)) return false
  if (kind !== 'changed' || !('ours' in acceptance || 'theirs' in acceptance)) return true
  return isDeepStrictEqual([acceptance.ours, acceptance.theirs], [ours, theirs])
}

const recordedReason = 'recorded from the live service, which sends more than its document states'
const refusalReason =
  'a server has to reject such requests; 406 and 410 are recorded, the other responses are our choice'
const partialReason =
  'a cluster has about forty fields; ours has those that a snapshot export needs'
const countReason = 'the size of an integer is not visible on the wire'

/** The intended differences of our document from MongoDB's. A different value is reported again. */
export const acceptedDifferences: readonly AcceptedDifference[] = [
  ...[
    '200 header deprecation',
    '200 header sunset',
    '* header x-error-code',
    '401 header www-authenticate',
  ].map((location) => ({
    pattern: `* status ${location}`,
    kind: 'removed' as const,
    reason: recordedReason,
  })),
  {
    pattern: 'getGroupBackupExportBucket query pretty',
    kind: 'removed',
    reason: "MongoDB's own curl examples send it",
  },
  ...['406', '410', '413', '415', '503'].map((status) => ({
    pattern: `* status ${status}`,
    kind: 'removed' as const,
    reason: refusalReason,
  })),
  ...['listGroupBackupExportBuckets', 'getGroupBackupExportBucket', 'listGroupClusters'].map(
    (operation) => ({
      pattern: `${operation} status 400`,
      kind: 'removed' as const,
      reason: 'rejecting query values other than true, false or a number is our choice',
    }),
  ),
  {
    pattern: '*cloudProvider enum',
    kind: 'changed',
    ours: ['AWS'],
    theirs: ['AWS', 'AZURE', 'GCP'],
    reason: 'the schema requires iamRoleId, which only AWS buckets have, so ours only allows AWS',
  },
  {
    pattern: 'createGroupBackupExportBucket 2024-05-30 request nullable',
    kind: 'changed',
    theirs: true,
    reason: 'the body is required, and null creates nothing',
  },
  {
    pattern: '* application/json parameters[] type',
    kind: 'changed',
    theirs: 'object',
    reason: 'recorded parameters are strings and numbers; the document says objects',
  },
  {
    pattern: '* application/json parameters nullable',
    kind: 'changed',
    ours: true,
    theirs: undefined,
    reason: 'recorded: parameters may be null',
  },
  {
    pattern: '* application/json errorCode required',
    kind: 'changed',
    ours: false,
    theirs: true,
    reason: 'recorded: a 401 has no errorCode',
  },
  {
    pattern: '* application/json error format',
    kind: 'changed',
    theirs: 'int32',
    reason: countReason,
  },
  { pattern: '* totalCount format', kind: 'changed', theirs: 'int32', reason: countReason },
  ...(['added', 'changed'] as const).map((kind) => ({
    pattern: 'listGroupClusters * response 200 results[].*',
    kind,
    reason: partialReason,
  })),
  {
    pattern: 'listGroupClusters header use-effective-instance-fields',
    kind: 'added',
    reason: 'affects how cluster sizes are reported, which ours does not describe',
  },
]
