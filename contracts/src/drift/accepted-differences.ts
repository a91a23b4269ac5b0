import type { AcceptedDifference } from './accepted-difference.ts'
import { acceptedWorkflowDifferences } from './accepted-workflow-differences.ts'

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
  ...[
    'listGroupBackupExportBuckets',
    'getGroupBackupExportBucket',
    'getGroupCluster',
    'listGroupClusters',
    'listGroupCloudProviderAccess',
    'createGroupCloudProviderAccess',
    'getGroupCloudProviderAccess',
    'listGroupClusterBackupExports',
    'getGroupClusterBackupExport',
    'getGroupClusterBackupSchedule',
  ].map((operation) => ({
    pattern: `${operation} status 400`,
    kind: 'removed' as const,
    reason: 'rejecting query values other than true, false or a number is our choice',
  })),
  {
    pattern: '*cloudProvider enum',
    kind: 'changed',
    ours: ['AWS'],
    theirs: ['AWS', 'AZURE', 'GCP'],
    reason: 'the schema requires iamRoleId, which only AWS buckets have, so ours only allows AWS',
  },
  ...['createGroupBackupExportBucket 2024-05-30', 'createGroupClusterBackupExport 2023-01-01'].map(
    (version) => ({
      pattern: `${version} request nullable`,
      kind: 'changed' as const,
      theirs: true,
      reason: 'the body is required, and null creates nothing',
    }),
  ),
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
  ...['int32', 'int64'].map((theirs) => ({
    pattern: '* format',
    kind: 'changed' as const,
    theirs,
    reason: countReason,
  })),
  ...['listGroupClusters * response 200 results[].*', 'getGroupCluster * response 200 *'].flatMap(
    (pattern) =>
      (['added', 'changed'] as const).map((kind) => ({ pattern, kind, reason: partialReason })),
  ),
  ...['getGroupCluster', 'listGroupClusters'].map((operation) => ({
    pattern: `${operation} header use-effective-instance-fields`,
    kind: 'added' as const,
    reason: 'affects how cluster sizes are reported, which ours does not describe',
  })),
  ...acceptedWorkflowDifferences,
]
