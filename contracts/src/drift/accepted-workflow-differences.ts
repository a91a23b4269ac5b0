import type { AcceptedDifference } from './accepted-difference.ts'

/** Returns accepted changes with the same reason and values. */
function acceptChanges(
  reason: string,
  patterns: readonly string[],
  values: Pick<AcceptedDifference, 'ours' | 'theirs'> = {},
): AcceptedDifference[] {
  return patterns.map((pattern) => ({ pattern, kind: 'changed', ...values, reason }))
}

/** Returns the patterns of an aspect in the bodies of roles, snapshots, export jobs and schedules. */
const workflowPatterns = (pattern: string) => [
  `*CloudProviderAccess* ${pattern}`,
  `*GroupClusterBackup* ${pattern}`,
]

/** The intended differences of roles, snapshots, export jobs and backup schedules. */
export const acceptedWorkflowDifferences: readonly AcceptedDifference[] = [
  ...acceptChanges(
    'every recorded response has it, and a client that lacks it cannot continue',
    workflowPatterns('response 200 * required'),
    { ours: true, theirs: false },
  ),
  ...acceptChanges(
    'recorded: null in a role that is not authorized yet',
    ['authorizedDate', 'iamAssumedRoleArn'].map(
      (field) => `*CloudProviderAccess* response 200 *${field} nullable`,
    ),
    { ours: true, theirs: undefined },
  ),
  ...acceptChanges(
    'assumed: null until Atlas has created the service account',
    ['*CloudProviderAccess* response 200 *gcpServiceAccountForAtlas nullable'],
    { ours: true, theirs: undefined },
  ),
  ...acceptChanges(
    'recorded: on-demand snapshots have the frequency `ondemand`',
    ['*GroupClusterBackupSnapshot* response 200 *frequencyType enum'],
    {
      ours: ['daily', 'hourly', 'monthly', 'ondemand', 'weekly', 'yearly'],
      theirs: ['daily', 'hourly', 'monthly', 'weekly', 'yearly'],
    },
  ),
  ...acceptChanges(
    "MongoDB's Terraform provider also documents weekly and daily exports",
    ['*GroupClusterBackupSchedule * export.frequencyType enum'],
    { ours: ['daily', 'monthly', 'weekly', 'yearly'], theirs: ['monthly', 'yearly'] },
  ),
  ...acceptChanges(
    'recorded: the prefix has no leading slash',
    ['*GroupClusterBackupExport* response 200 *prefix pattern'],
    {
      ours: undefined,
      theirs:
        '/exported_snapshots/\\{ORG-NAME\\}/\\{PROJECT-NAME\\}/\\{CLUSTER-NAME\\}/\\{SNAPSHOT-INITIATION-DATE\\}/\\{TIMESTAMP\\}',
    },
  ),
  ...acceptChanges(
    "MongoDB's Terraform provider reads the snapshot of a sharded cluster with this operation too",
    ['getGroupClusterBackupSnapshot 2023-01-01 response 200 variants'],
    { ours: 'type', theirs: undefined },
  ),
  ...acceptChanges(
    "MongoDB's Go SDK sends null for no policies",
    ['updateGroupClusterBackupSchedule * request policies nullable'],
    { ours: true, theirs: undefined },
  ),
  ...acceptChanges('the two lists return the snapshots of one type each', [
    'listGroupClusterBackupSnapshots 2023-01-01 response 200 results[].type enum',
    'listGroupClusterBackupSnapshotShardedClusters 2023-01-01 response 200 results[].type enum',
    'getGroupClusterBackupSnapshotShardedCluster 2023-01-01 response 200 type enum',
  ]),
  ...acceptChanges(
    'no client depends on the format of the text, and a stricter shape could reject a response',
    [
      ...workflowPatterns('response 200 * format'),
      ...['atlasAWSAccountArn', 'iamAssumedRoleArn'].flatMap((field) =>
        ['minLength', 'maxLength'].map(
          (aspect) => `*CloudProviderAccess* response 200 *${field} ${aspect}`,
        ),
      ),
      '*CloudProviderAccess* response 200 *gcpServiceAccountForAtlas pattern',
      '*GroupClusterBackupSnapshot* response 200 *mongodVersion pattern',
      '*GroupClusterBackupSnapshot* response 200 *policyItems[] pattern',
    ],
  ),
  ...acceptChanges(
    'ours describes every variant in one schema, because an export uses one of them',
    [
      '*CloudProviderAccess* response 200 *featureUsages[] variants',
      '*GroupClusterBackupSchedule * copySettings[].copyPolicyItems[] variants',
    ],
  ),
  ...acceptChanges(
    'ours: a request without policies keeps them, and a response without them is still a schedule',
    ['*GroupClusterBackupSchedule * policies required'],
    { ours: false, theirs: true },
  ),
  ...acceptChanges(
    'ours passes copies on as they are, and limits policies by INVALID_NUM_OF_POLICIES',
    [
      '*GroupClusterBackupSchedule * policies maxItems',
      '*GroupClusterBackupSchedule * copySettings[].copyPolicyItems maxItems',
      '*GroupClusterBackupSchedule * copySettings[].frequencies maxItems',
    ],
  ),
  ...acceptChanges('a deprecated field is still sent', [
    '*GroupClusterBackupSchedule * copySettings[].frequencies deprecated',
  ]),
  ...acceptChanges(
    'the document lists the numbers 1 to 28 and 40, ours states their range',
    ['enum', 'minimum', 'maximum'].map(
      (aspect) =>
        `*GroupClusterBackupSchedule * policies[].policyItems[].frequencyInterval ${aspect}`,
    ),
  ),
  ...acceptChanges('a value outside the limits has a published error code, which ours returns', [
    'updateGroupClusterBackupSchedule * request referenceHourOfDay *',
    'updateGroupClusterBackupSchedule * request referenceMinuteOfHour *',
    'updateGroupClusterBackupSchedule * request restoreWindowDays minimum',
    '*GroupClusterBackupSchedule * policies[].policyItems[].retentionValue minimum',
  ]),
  ...acceptChanges(
    'a time before 1970 selects nothing',
    ['pointInTimeUtcSeconds', 'oplogTs', 'oplogInc'].map(
      (name) => `listGroupClusterBackupSnapshots query ${name} minimum`,
    ),
    { ours: 0, theirs: undefined },
  ),
  ...acceptChanges('the authorization of an AWS role needs its ARN', [
    'authorizeGroupCloudProviderAccessRole 2023-01-01 request AWS.iamAssumedRoleArn pattern',
    'authorizeGroupCloudProviderAccessRole 2023-01-01 request AWS.iamAssumedRoleArn required',
  ]),
  ...['clusterId', 'clusterName', 'links', 'nextSnapshot', 'policies[].policyItems[].id'].map(
    (field) => ({
      pattern: `updateGroupClusterBackupSchedule * request ${field}`,
      kind: 'removed' as const,
      reason: 'a schedule that was read can be sent back',
    }),
  ),
  {
    pattern: '*GroupClusterBackupSnapshot* response 200 *copyRegions',
    kind: 'removed',
    reason: 'recorded for the snapshot of a replica set, assumed for that of a sharded cluster',
  },
  ...['updateGroupClusterBackupSnapshot', 'deleteGroupClusterBackupSnapshotShardedCluster'].map(
    (pattern) => ({
      pattern,
      kind: 'added' as const,
      reason: 'an export neither changes how long a snapshot is kept, nor deletes one of this kind',
    }),
  ),
]
