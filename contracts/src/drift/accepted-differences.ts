import type { AcceptedDifference } from './match-accepted.ts'

const recordedReason = 'recorded of the live service, which sends more than its document says'
const refusalReason =
  'a server has to refuse this; 406 and 410 are recorded, how the others answer is our choice'
const partialReason =
  'a cluster has some forty fields, of which those that a snapshot export needs are described'
const countReason = 'how large an integer the service can count to is not on the wire'

/** How our document differs from MongoDB's on purpose. Once a value is another one, the difference counts. */
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
    reason: "MongoDB's own examples with curl ask for it",
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
      reason:
        'that a query with another value than true, false or a number is refused is our choice',
    }),
  ),
  {
    pattern: '*cloudProvider enum',
    kind: 'changed',
    ours: ['AWS'],
    theirs: ['AWS', 'AZURE', 'GCP'],
    reason: 'the shape requires iamRoleId, which buckets of AWS alone have: so ours says AWS alone',
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
    reason: 'says how the sizes of a cluster are told, which are not described',
  },
]
