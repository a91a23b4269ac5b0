/**
 * The contracts of what live responses were seen to send, other than MongoDB's document says. Each of them is pinned, or is
 * left open, in the committed pact.
 */
import { describe, expect, test } from 'vitest'
import { committedPact, type Interaction } from '../../src/pact/pact-file.ts'

const byDescription = new Map(
  committedPact().interactions.map((interaction) => [interaction.description, interaction]),
)

function find(description: string): Interaction {
  const interaction = byDescription.get(description)
  if (interaction === undefined) throw new Error(`the pact has no "${description}"`)
  return interaction
}

const contentOf = (description: string) => Object(find(description).response.body?.content)
const headersOf = (description: string) => find(description).response.headers ?? {}
const rulesOf = (description: string) => find(description).response.matchingRules?.body ?? {}

/** Returns the names of fields that an interaction allows at the root. */
function allowedKeys(description: string): string[] {
  const [, names = ''] =
    /"regex":"\^\((.*?)\)\$"/.exec(JSON.stringify(rulesOf(description)['$'])) ?? []
  return names.split('|')
}

const date = '2023-01-01'
const noOtherKey = ', and no other key'
const keysOf = (operationId: string) =>
  `${operationId}: AWS asked for ${date} with Bearer, and no key that the version does not know`

describe('roles', () => {
  test('a fresh AWS role has null in place of the date and the ARN', () => {
    const content = contentOf(`createGroupCloudProviderAccess: AWS asked for ${date} with Bearer`)
    expect(content).toMatchObject({ authorizedDate: null, iamAssumedRoleArn: null })
  })

  test('an Azure role has `_id` where the others have `roleId`', () => {
    const keys = (provider: string) =>
      Object.keys(
        contentOf(`getGroupCloudProviderAccess: ${provider} asked for ${date} with Bearer`),
      )
    expect(keys('AZURE')).toEqual(expect.arrayContaining(['_id']))
    expect(keys('AZURE')).not.toContain('roleId')
    for (const provider of ['AWS', 'GCP']) {
      expect(keys(provider)).toEqual(expect.arrayContaining(['roleId']))
      expect(keys(provider)).not.toContain('_id')
    }
  })

  test('the list of roles has one list for each provider', () => {
    const content = contentOf(`listGroupCloudProviderAccess: GCP asked for ${date} with Bearer`)
    expect(content).toEqual({
      awsIamRoles: [],
      azureServicePrincipals: [],
      gcpServiceAccounts: [expect.objectContaining({ providerName: 'GCP' })],
    })
  })

  test('a role names the buckets that use it', () => {
    const { featureUsages } = contentOf(
      `getGroupCloudProviderAccess: AWS asked for ${date} with Bearer`,
    )
    expect(featureUsages).toEqual([
      {
        featureType: 'EXPORT_SNAPSHOT',
        featureId: { exportBucketId: expect.any(String), groupId: expect.any(String) },
      },
    ])
  })
})

describe('snapshots', () => {
  const taken = `takeGroupClusterBackupSnapshots: AWS asked for ${date} with Bearer`

  test('the frequency of an on-demand snapshot is `ondemand`, by value', () => {
    expect(contentOf(taken)).toMatchObject({ frequencyType: 'ondemand' })
    expect(rulesOf(taken)).not.toHaveProperty(['$.frequencyType'])
  })

  test('a snapshot that was just taken has `copyRegions` and `replicaSetName`', () => {
    expect(Object.keys(contentOf(taken))).toEqual(
      expect.arrayContaining(['copyRegions', 'replicaSetName']),
    )
  })

  test('fields appear as the snapshot progresses: a queued one lacks those of a completed one', () => {
    const lateFields = ['mongodVersion', 'cloudProvider', 'createdAt']
    const completed = contentOf(`getGroupClusterBackupSnapshot: AWS asked for ${date} with Bearer`)
    expect(Object.keys(completed)).toEqual(expect.arrayContaining(lateFields))
    const queued = `getGroupClusterBackupSnapshot: the snapshot is queued, AWS asked for ${date}`
    expect(contentOf(queued)).toMatchObject({ status: 'queued' })
    for (const name of lateFields) expect(allowedKeys(queued + noOtherKey)).not.toContain(name)
    const inProgress = `getGroupClusterBackupSnapshot: the snapshot is in progress, AWS asked for ${date}`
    expect(contentOf(inProgress)).toMatchObject({ status: 'inProgress' })
    expect(allowedKeys(inProgress + noOtherKey)).toEqual(expect.arrayContaining(lateFields))
  })
})

describe('export jobs', () => {
  const get = 'getGroupClusterBackupExport'
  const shapeOf = (title: string) => `${get}: ${title}, AWS asked for ${date}`

  test('the prefix has no leading slash', () => {
    const rule = JSON.stringify(rulesOf(`${get}: AWS asked for ${date} with Bearer`)['$.prefix'])
    expect(rule).toContain('^exported_snapshots/')
  })

  test('`customData` is always there, and its content is not pinned', () => {
    const created = `createGroupClusterBackupExport: AWS asked for ${date} with Bearer`
    expect(find(created).request.body?.content).toMatchObject({ customData: [{ key: 'team' }] })
    expect(contentOf(created)).toHaveProperty('customData')
    expect(rulesOf(created)['$.customData']).toMatchObject({
      matchers: [{ match: 'type', min: 0 }],
    })
  })

  test('`exportStatus` is always there, `finishedAt` only at the end, `stateReason` only after a failure', () => {
    const fields = ['exportStatus', 'finishedAt', 'stateReason']
    const present = (title: string) =>
      fields.filter((name) => allowedKeys(shapeOf(title) + noOtherKey).includes(name))
    const pinned = (title: string) => fields.filter((name) => name in contentOf(shapeOf(title)))
    for (const list of [present, pinned]) {
      expect(list('the job is queued')).toEqual(['exportStatus'])
      expect(list('the job is in progress')).toEqual(['exportStatus'])
      expect(list('the job failed')).toEqual(fields)
    }
  })

  test('a job has no `links`, and the job of a replica set no `components`', () => {
    for (const name of ['links', 'components']) expect(allowedKeys(keysOf(get))).not.toContain(name)
    expect(contentOf(shapeOf('the cluster is sharded'))).toHaveProperty('components')
    expect(contentOf(shapeOf('the cluster is sharded'))).not.toHaveProperty('exportStatus')
  })

  test('creating a job gets a 200', () => {
    expect(
      find(`createGroupClusterBackupExport: AWS asked for ${date} with Bearer`).response.status,
    ).toBe(200)
  })
})

describe('backup schedules', () => {
  test('a schedule without auto export has no `export`', () => {
    const get = 'getGroupClusterBackupSchedule'
    expect(contentOf(`${get}: AWS asked for ${date} with Bearer`)).toMatchObject({
      autoExportEnabled: false,
    })
    expect(allowedKeys(keysOf(get))).not.toContain('export')
    expect(contentOf(`${get}: the schedule exports, AWS asked for 2024-08-05`)).toHaveProperty(
      'export',
    )
  })

  test('a deletion gets a 200 with a policy without items, and no `nextSnapshot`', () => {
    const deleted = 'deleteGroupClusterBackupSchedule'
    const description = `${deleted}: AWS asked for ${date} with Bearer`
    expect(find(description).response.status).toBe(200)
    expect(contentOf(description).policies).toEqual([expect.objectContaining({ policyItems: [] })])
    expect(allowedKeys(keysOf(deleted))).not.toContain('nextSnapshot')
  })

  test('the relations of the links are those of Atlas', () => {
    const rules = rulesOf(`getGroupClusterBackupSchedule: AWS asked for ${date} with Bearer`)
    expect(JSON.stringify(rules['$.links[*].rel'])).toContain('cloud')
  })

  test('the older version announces its deprecation and its sunset, on a 404 too', () => {
    const expected = {
      Deprecation: ['Mon, 5 Aug 2024 00:00:00 GMT'],
      Sunset: ['Thu, 1 Jul 2027 00:00:00 GMT'],
    }
    const get = 'getGroupClusterBackupSchedule'
    expect(headersOf(`${get}: AWS asked for ${date} with Bearer`)).toMatchObject(expected)
    const missing = `${get}: BACKUP_CONFIG_NOT_FOUND when the cluster has no backup, AWS asked for ${date}`
    expect(headersOf(missing)).toMatchObject(expected)
  })

  test('a request without policies keeps them', () => {
    const updated = `updateGroupClusterBackupSchedule: AWS asked for ${date} with Bearer`
    expect(find(updated).request.body?.content).not.toHaveProperty('policies')
    expect(contentOf(updated).policies[0].policyItems).toHaveLength(1)
  })

  test.each(['daily', 'weekly'])('a schedule can export %s', (frequencyType) => {
    const updated = `updateGroupClusterBackupSchedule: the export is ${frequencyType}, AWS asked for 2024-08-05`
    expect(contentOf(updated).export).toMatchObject({ frequencyType })
  })
})
