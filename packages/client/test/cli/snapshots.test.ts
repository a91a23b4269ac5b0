import { describe, expect, test, vi } from 'vitest'
import { respondNoContent, respondWithBody, respondWithError } from '../fakes/fake-atlas.ts'
import {
  cluster,
  clusterName,
  queuedSnapshot,
  shardedSnapshot,
  snapshot,
  snapshotId,
} from '../fakes/workflow.ts'
import { operationIds, respondInTurn, runWorkflow, sentBody, useWorkflowClock } from './workflow.ts'

useWorkflowClock()

const clusterFlags = ['--clusterName', clusterName]
const snapshotFlags = [...clusterFlags, '--snapshotId', snapshotId]
const replicaSet = { listGroupClusters: { results: [cluster] }, getGroupCluster: cluster }
const sharded = { ...cluster, clusterType: 'SHARDED' }
const shardedCluster = { listGroupClusters: { results: [sharded] }, getGroupCluster: sharded }
const continues = `snapshot ${snapshotId} of cluster ${clusterName} continues in Atlas. To watch it: export-buckets snapshot watch --clusterName ${clusterName} --snapshotId ${snapshotId}\n`

describe('snapshot list', () => {
  test('snapshot list prints the snapshots of a replica set', async () => {
    const listGroupClusterBackupSnapshots = { results: [snapshot] }
    const result = await runWorkflow(['snapshot', 'list', ...clusterFlags], {
      ...replicaSet,
      listGroupClusterBackupSnapshots,
    })
    expect(JSON.parse(result.stdout)).toEqual({ results: [snapshot], totalCount: 1 })
  })

  test('snapshot list prints a table', async () => {
    const { stdout } = await runWorkflow(['snapshot', 'list', ...clusterFlags, '-o', 'table'], {
      ...replicaSet,
      listGroupClusterBackupSnapshots: { results: [{ ...snapshot, description: undefined }] },
    })
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/ {2,}/)),
    ).toEqual([
      ['ID', 'STATUS', 'TYPE', 'FREQUENCY', 'CREATED', 'EXPIRES', 'DESCRIPTION'],
      [
        ...[snapshotId, 'completed', 'onDemand', 'ondemand'],
        ...['2026-08-10T03:27:12Z', '2026-08-11T03:27:12Z', '-'],
      ],
    ])
  })

  const shardedSnapshots = [1, 2, 3].map((digit) => ({
    ...shardedSnapshot,
    id: `${digit}`.repeat(24),
  }))
  test.each([
    [[], { results: shardedSnapshots, totalCount: 3 }],
    [['--includeCount=false'], { results: shardedSnapshots }],
    [
      ['--pageNum', '2', '--itemsPerPage', '2'],
      { results: shardedSnapshots.slice(2), totalCount: 3 },
    ],
    [['--pageNum', '3', '--itemsPerPage', '2'], { results: [], totalCount: 3 }],
  ])('snapshot list prints the snapshots of a sharded cluster: %j', async (flags, expected) => {
    const result = await runWorkflow(['snapshot', 'list', ...clusterFlags, ...flags], {
      ...shardedCluster,
      listGroupClusterBackupSnapshotShardedClusters: { results: shardedSnapshots },
    })
    expect(JSON.parse(result.stdout)).toEqual(expected)
  })

  test('an unknown cluster is the error of Atlas', async () => {
    const { code, stderr } = await runWorkflow(['snapshot', 'list', ...clusterFlags], {
      getGroupCluster: respondWithError('CLUSTER_NOT_FOUND'),
    })
    expect(stderr).toContain('404 CLUSTER_NOT_FOUND')
    expect(code).toBe(4)
  })
})

describe('snapshot get', () => {
  test.each([
    ['a replica set', { ...replicaSet, getGroupClusterBackupSnapshot: snapshot }, snapshot],
    [
      'a sharded cluster',
      { ...shardedCluster, getGroupClusterBackupSnapshotShardedCluster: shardedSnapshot },
      shardedSnapshot,
    ],
  ])('snapshot get prints a snapshot of %s', async (_, handlers, expected) => {
    const { stdout } = await runWorkflow(['snapshot', 'get', ...snapshotFlags], handlers)
    expect(JSON.parse(stdout)).toEqual(expected)
  })
})

describe('snapshot create', () => {
  const create = ['snapshot', 'create', ...clusterFlags]
  const takeGroupClusterBackupSnapshots = queuedSnapshot

  test.each([
    [[], {}],
    [['--desc', 'before it', '--retention', '7'], { description: 'before it', retentionInDays: 7 }],
  ])('snapshot create %j takes a snapshot, and prints it', async (flags, body) => {
    const result = await runWorkflow([...create, ...flags], { takeGroupClusterBackupSnapshots })
    expect(sentBody(result, 'takeGroupClusterBackupSnapshots')).toEqual(body)
    expect(JSON.parse(result.stdout)).toEqual(queuedSnapshot)
  })

  test('snapshot create --watch waits until the snapshot is completed, and prints it', async () => {
    const result = await runWorkflow([...create, '--watch'], {
      takeGroupClusterBackupSnapshots,
      getGroupClusterBackupSnapshot: respondInTurn(
        'getGroupClusterBackupSnapshot',
        queuedSnapshot,
        snapshot,
      ),
    })
    expect(JSON.parse(result.stdout)).toEqual(snapshot)
    expect(result.stderr.split('\n')).toEqual([
      `waiting for snapshot ${snapshotId} of cluster ${clusterName}, 0 s`,
      `snapshot ${snapshotId} of cluster ${clusterName} is completed, 5 s`,
      '',
    ])
  })

  test('snapshot create --watch waits through an outage that begins before the snapshot was read', async () => {
    const unavailable = respondWithError('SERVICE_UNAVAILABLE')
    const { code, stdout } = await runWorkflow([...create, '--watch'], {
      takeGroupClusterBackupSnapshots,
      getGroupClusterBackupSnapshot: (c, nth) =>
        (nth > 10 ? respondWithBody('getGroupClusterBackupSnapshot', snapshot) : unavailable)(
          c,
          nth,
        ),
    })
    expect([code, JSON.parse(stdout)]).toEqual([0, snapshot])
  })

  test.each([
    [['--retention', 'x'], '--retention: expected a number of days from 1, got "x"'],
    [['--timeout', '5'], '--timeout requires --watch'],
  ])('snapshot create %j exits with 2 and sends nothing', async (flags, message) => {
    const { code, stderr, api } = await runWorkflow([...create, ...flags], {})
    expect(stderr).toBe(`error: ${message}\n`)
    expect([code, api]).toEqual([2, []])
  })

  test('a snapshot that may have been taken in spite of an error can be checked', async () => {
    const handlers = { takeGroupClusterBackupSnapshots: respondWithError('UNEXPECTED_ERROR') }
    const { stderr } = await runWorkflow(create, handlers)
    expect(stderr).toContain(
      `To check: export-buckets snapshot list --clusterName ${clusterName}\n`,
    )
  })
})

describe('snapshot watch', () => {
  const watch = ['snapshot', 'watch', ...snapshotFlags]

  test('snapshot watch waits for a snapshot of a sharded cluster', async () => {
    const result = await runWorkflow(watch, {
      ...shardedCluster,
      getGroupClusterBackupSnapshotShardedCluster: shardedSnapshot,
    })
    expect([result.code, JSON.parse(result.stdout)]).toEqual([0, shardedSnapshot])
  })

  test('a failed snapshot is printed, and the exit code is 6', async () => {
    const failed = { ...queuedSnapshot, status: 'failed' }
    const handlers = { ...replicaSet, getGroupClusterBackupSnapshot: failed }
    const { code, stdout, stderr } = await runWorkflow(watch, handlers)
    expect([code, JSON.parse(stdout)]).toEqual([6, failed])
    expect(stderr).toContain(`error: snapshot ${snapshotId}: failed`)
  })

  test('after --timeout the exit code is 8, and the snapshot continues', async () => {
    const handlers = { ...replicaSet, getGroupClusterBackupSnapshot: queuedSnapshot }
    const { code, stderr } = await runWorkflow([...watch, '--timeout', '30'], handlers)
    expect(stderr).toContain('has not ended after 30 s; its state is queued\n')
    expect(stderr).toContain(continues)
    expect(code).toBe(8)
  })

  test('an interrupt exits with 130 and says that the snapshot continues', async () => {
    const controller = new AbortController()
    const { code, stdout, stderr } = await runWorkflow(
      watch,
      {
        ...replicaSet,
        getGroupClusterBackupSnapshot: (c, nth) => {
          controller.abort()
          return respondInTurn('getGroupClusterBackupSnapshot', queuedSnapshot)(c, nth)
        },
      },
      { interruptSignal: controller.signal },
    )
    expect([code, stdout, vi.getTimerCount()]).toEqual([130, '', 0])
    expect(stderr).toMatch(/^waiting for snapshot .+, 0 s\n/)
    expect(stderr).toContain(continues)
  })
})

describe('snapshot newest', () => {
  const newest = ['snapshot', 'newest', ...clusterFlags]
  const fallback = { ...snapshot, snapshotType: 'fallback', createdAt: '2026-08-11T00:00:00Z' }
  const listGroupClusterBackupSnapshots = { results: [fallback, snapshot, queuedSnapshot] }

  test('snapshot newest prints the newest completed snapshot that is not a fallback', async () => {
    const result = await runWorkflow(newest, { ...replicaSet, listGroupClusterBackupSnapshots })
    expect(JSON.parse(result.stdout)).toEqual(snapshot)
    expect(operationIds(result)).toHaveLength(2)
  })

  test('snapshot newest exits with 4 when there is none of the frequency', async () => {
    const args = [...newest, '--frequencyType', 'yearly']
    const handlers = { ...replicaSet, listGroupClusterBackupSnapshots }
    expect(await runWorkflow(args, handlers)).toMatchObject({ code: 4, stdout: '' })
  })

  test('an unknown frequency exits with 2', async () => {
    const { code, stderr } = await runWorkflow([...newest, '--frequencyType', 'often'], {})
    expect(stderr).toContain(
      '--frequencyType: expected hourly, daily, weekly, monthly, yearly, ondemand',
    )
    expect(code).toBe(2)
  })
})

describe('snapshot delete', () => {
  const deleteSnapshot = ['snapshot', 'delete', ...snapshotFlags]

  test('snapshot delete prints nothing', async () => {
    const handlers = { deleteGroupClusterBackupSnapshot: respondNoContent }
    const { code, stdout, stderr } = await runWorkflow(deleteSnapshot, handlers)
    expect([code, stdout, stderr]).toEqual([0, '', ''])
  })

  test('snapshot delete --ignoreMissing succeeds when the snapshot does not exist', async () => {
    const handlers = { deleteGroupClusterBackupSnapshot: respondWithError('SNAPSHOT_NOT_FOUND') }
    expect(await runWorkflow(deleteSnapshot, handlers)).toHaveProperty('code', 4)
    const ignored = await runWorkflow([...deleteSnapshot, '--ignoreMissing'], handlers)
    expect(ignored).toHaveProperty('code', 0)
  })
})
