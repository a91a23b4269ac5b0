import { describe, expect, test, vi } from 'vitest'
import { exportBucketId } from '../fakes/buckets.ts'
import { respondWithError } from '../fakes/fake-atlas.ts'
import {
  cluster,
  clusterName,
  queuedJob,
  queuedSnapshot,
  shardedSnapshot,
  snapshot,
  snapshotId,
  successfulJob,
} from '../fakes/workflow.ts'
import {
  exportFlags,
  operationIds,
  respondInTurn,
  runWorkflow,
  sentBody,
  useWorkflowClock,
  workflowHandlers,
} from './workflow.ts'

useWorkflowClock()

const otherSnapshotId = '0'.repeat(24)
const exportCluster = ['export', ...exportFlags]

describe('the snapshot of an export', () => {
  test('export starts a job with the newest completed snapshot, and prints the job', async () => {
    const older = { ...snapshot, id: otherSnapshotId, createdAt: '2026-08-01T00:00:00Z' }
    const listGroupClusterBackupSnapshots = { results: [older, snapshot, queuedSnapshot] }
    const handlers = { ...workflowHandlers, listGroupClusterBackupSnapshots }
    const result = await runWorkflow(exportCluster, handlers)
    expect(operationIds(result)).toEqual([
      'getGroupCluster',
      'listGroupClusterBackupSnapshots',
      'createGroupClusterBackupExport',
    ])
    expect(sentBody(result, 'createGroupClusterBackupExport')).toEqual({
      exportBucketId,
      snapshotId,
    })
    expect(JSON.parse(result.stdout)).toEqual(queuedJob)
    expect([result.code, result.stderr]).toEqual([0, ''])
  })

  test('export finds the newest snapshot of a sharded cluster', async () => {
    const sharded = { ...cluster, clusterType: 'SHARDED' }
    const result = await runWorkflow(exportCluster, {
      ...workflowHandlers,
      getGroupCluster: sharded,
      listGroupClusterBackupSnapshotShardedClusters: { results: [shardedSnapshot] },
    })
    expect(sentBody(result, 'createGroupClusterBackupExport')).toMatchObject({ snapshotId })
  })

  test('export --frequencyType considers only snapshots of the frequency', async () => {
    const weekly = {
      ...snapshot,
      id: otherSnapshotId,
      frequencyType: 'weekly',
      createdAt: '2026-08-01T00:00:00Z',
    }
    const listGroupClusterBackupSnapshots = { results: [snapshot, weekly] }
    const handlers = { ...workflowHandlers, listGroupClusterBackupSnapshots }
    const result = await runWorkflow([...exportCluster, '--frequencyType', 'weekly'], handlers)
    expect(sentBody(result, 'createGroupClusterBackupExport')).toMatchObject({
      snapshotId: otherSnapshotId,
    })
  })

  test('export --snapshotId sends one request', async () => {
    const result = await runWorkflow([...exportCluster, '--snapshotId', otherSnapshotId])
    expect(operationIds(result)).toEqual(['createGroupClusterBackupExport'])
    expect(sentBody(result, 'createGroupClusterBackupExport')).toMatchObject({
      snapshotId: otherSnapshotId,
    })
  })

  test('export --customData labels the job', async () => {
    const args = [...exportCluster, '--customData', 'team=data', '--customData', 'reason=audit']
    const result = await runWorkflow(args)
    expect(sentBody(result, 'createGroupClusterBackupExport')).toHaveProperty('customData', [
      { key: 'team', value: 'data' },
      { key: 'reason', value: 'audit' },
    ])
  })

  test('export --take takes a snapshot, waits until it is completed, and exports it', async () => {
    const taken = { ...queuedSnapshot, id: otherSnapshotId }
    const result = await runWorkflow([...exportCluster, '--take'], {
      ...workflowHandlers,
      takeGroupClusterBackupSnapshots: taken,
      getGroupClusterBackupSnapshot: respondInTurn(
        'getGroupClusterBackupSnapshot',
        taken,
        { ...taken, status: 'inProgress' },
        { ...snapshot, id: otherSnapshotId },
      ),
    })
    expect(operationIds(result)).toEqual([
      'takeGroupClusterBackupSnapshots',
      'getGroupClusterBackupSnapshot',
      'getGroupClusterBackupSnapshot',
      'getGroupClusterBackupSnapshot',
      'createGroupClusterBackupExport',
    ])
    expect(sentBody(result, 'createGroupClusterBackupExport')).toMatchObject({
      snapshotId: otherSnapshotId,
    })
    expect([result.code, result.stderr]).toEqual([0, `${clusterName}: taking a snapshot, 0 s\n`])
  })

  test('export --take starts no job when the snapshot fails', async () => {
    const { code, stdout, stderr } = await runWorkflow([...exportCluster, '--take'], {
      ...workflowHandlers,
      takeGroupClusterBackupSnapshots: queuedSnapshot,
      getGroupClusterBackupSnapshot: { ...queuedSnapshot, status: 'failed' },
    })
    expect(stderr).toContain(`error: snapshot ${snapshotId}: failed. `)
    expect([code, stdout]).toEqual([6, ''])
  })

  test.each([
    [
      [],
      'has no completed snapshot that can be exported; take one and wait: export-buckets snapshot create --clusterName Cluster0 --watch',
    ],
    [
      ['--frequencyType', 'weekly'],
      'has no completed snapshot of frequency weekly that can be exported; only the backup schedule takes those; without --frequencyType, the newest of any frequency is used',
    ],
  ])(
    'export without a snapshot exits with 4 and says how to get one: %j',
    async (flags, problem) => {
      const handlers = { ...workflowHandlers, listGroupClusterBackupSnapshots: { results: [] } }
      const { code, stdout, stderr } = await runWorkflow([...exportCluster, ...flags], handlers)
      expect(stderr).toContain(`error: cluster ${clusterName} ${problem}\n`)
      expect([code, stdout]).toEqual([4, ''])
    },
  )
})

describe('a snapshot that expires soon', () => {
  test('export warns when the newest snapshot expires within a day', async () => {
    vi.setSystemTime('2026-08-10T22:27:12Z')
    const { code, stdout, stderr } = await runWorkflow(exportCluster)
    expect(stderr).toBe(
      `warning: snapshot ${snapshotId} of cluster ${clusterName} expires in 5 h 0 min, at 2026-08-11T03:27:12Z: take a new one if its export may take longer\n`,
    )
    expect([code, JSON.parse(stdout)]).toEqual([0, queuedJob])
  })

  test('export does not warn about a snapshot without an expiry', async () => {
    const { expiresAt: _, ...kept } = snapshot
    const handlers = { ...workflowHandlers, listGroupClusterBackupSnapshots: { results: [kept] } }
    expect(await runWorkflow(exportCluster, handlers)).toHaveProperty('stderr', '')
  })
})

describe('flags that exclude each other', () => {
  const snapshotFlag = ['--snapshotId', snapshotId]
  test.each([
    [[...snapshotFlag, '--take'], '--snapshotId and --take cannot be combined'],
    [['--take', '--frequencyType', 'daily'], '--take and --frequencyType cannot be combined'],
    [
      [...snapshotFlag, '--clusterName', 'Cluster1'],
      '--snapshotId is the id of a snapshot of one cluster: use --clusterName once',
    ],
    [['--timeout', '5'], '--timeout requires --watch or --take'],
    [
      ['--watch', '--timeout', '0'],
      '--timeout: expected a number of seconds from 1 to 2147483, got "0"',
    ],
    [['--clusterName', '-x'], '--clusterName: expected NAME, got nothing'],
    [['--clusterName=-x'], '--clusterName: expected letters, digits and hyphens, '],
  ])('export %j exits with 2 and sends nothing', async (flags, message) => {
    const { code, stderr, api } = await runWorkflow([...exportCluster, ...flags])
    expect(stderr).toContain(`error: ${message}`)
    expect([code, api]).toEqual([2, []])
  })
})

describe('several clusters', () => {
  const clusterNames = ['Cluster0', 'Cluster1']
  const exportBoth = [...exportCluster, '--clusterName', 'Cluster1']
  const handlers = {
    ...workflowHandlers,
    listGroupClusters: { results: clusterNames.map((name) => ({ ...cluster, name })) },
  }

  test('export prints a list with the job of each cluster', async () => {
    const { code, stdout } = await runWorkflow(exportBoth, handlers)
    const results = clusterNames.map((name) => ({ clusterName: name, ...queuedJob }))
    expect([code, JSON.parse(stdout)]).toEqual([0, { results }])
  })

  test('a repeated name is exported once', async () => {
    const result = await runWorkflow([...exportCluster, '--clusterName', 'Cluster0'], handlers)
    expect(JSON.parse(result.stdout)).toEqual(queuedJob)
  })

  test('the clusters are exported at the same time', async () => {
    const result = await runWorkflow([...exportBoth, '--watch'], {
      ...handlers,
      getGroupClusterBackupExport: respondInTurn('getGroupClusterBackupExport', successfulJob),
    })
    const operations = operationIds(result)
    const lastCreate = operations.lastIndexOf('createGroupClusterBackupExport')
    expect(lastCreate).toBeLessThan(operations.lastIndexOf('getGroupClusterBackupExport') - 1)
    expect(result.stderr.split('\n')).toEqual([
      'Cluster0: Queued, 0 s',
      'Cluster1: Queued, 0 s',
      'Cluster0: Successful, 2 s',
      'Cluster1: Successful, 2 s',
      '',
    ])
  })

  test('an error of one cluster does not end the others, and the highest exit code wins', async () => {
    const failedJob = { ...queuedJob, state: 'Failed' }
    const { code, stdout, stderr } = await runWorkflow(
      [...exportBoth, '--clusterName', 'Cluster2', '--watch'],
      {
        ...handlers,
        createGroupClusterBackupExport: (c, nth) =>
          c.req.path.includes('/Cluster1/')
            ? respondWithError('SNAPSHOT_NOT_FOUND')(c, nth)
            : respondInTurn('createGroupClusterBackupExport', queuedJob)(c, nth),
        getGroupClusterBackupExport: (c, nth) =>
          respondInTurn(
            'getGroupClusterBackupExport',
            c.req.path.includes('/Cluster2/') ? failedJob : successfulJob,
          )(c, nth),
      },
    )
    expect(code).toBe(6)
    expect(JSON.parse(stdout)).toEqual({
      results: [
        { clusterName: 'Cluster0', ...successfulJob },
        { clusterName: 'Cluster1', error: expect.stringContaining('404 SNAPSHOT_NOT_FOUND') },
        { clusterName: 'Cluster2', ...failedJob, error: expect.stringContaining(': Failed') },
      ],
    })
    expect(stderr).toMatch(/^error: Cluster1: createGroupClusterBackupExport: 404 /m)
    expect(stderr).toMatch(/^error: Cluster2: export job \w+: Failed/m)
  })

  test('the table has a row for each cluster, with the prefix of its files', async () => {
    const { stdout } = await runWorkflow([...exportBoth, '-o', 'table'], handlers)
    const [header, ...rows] = stdout.trimEnd().split('\n')
    expect(header).toMatch(/^CLUSTER +ID +STATE +COLLECTIONS +CREATED +FINISHED +PREFIX$/)
    expect(rows).toEqual(
      clusterNames.map((name) =>
        expect.stringMatching(new RegExp(`^${name} .+ Queued +0/0 .+ exported_snapshots/\\S+$`)),
      ),
    )
  })
})
