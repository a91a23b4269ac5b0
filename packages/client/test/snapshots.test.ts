import { useFakeClock } from '@export-buckets/test-support/fake-clock'
import { runTimersUntil } from '@export-buckets/test-support/run-timers'
import { describe, expect, test, vi } from 'vitest'
import {
  isClientError,
  type NewestSnapshotInput,
  SnapshotError,
  ValidationError,
  type WaitForSnapshotInput,
} from '../src/index.ts'
import { type FakeHandler, respondInSequence, respondWithBody } from './fakes/fake-atlas.ts'
import { catchRejection, createUnauthenticatedClient } from './fakes/test-client.ts'
import {
  cluster,
  clusterIds,
  clusterName,
  queuedSnapshot,
  shardedSnapshot,
  snapshot,
  snapshotId,
  snapshotIds,
} from './fakes/workflow.ts'

useFakeClock()

interface ClusterState {
  readonly clusterType?: string
  /** The snapshots of a replica set. */
  readonly snapshots?: readonly object[]
  /** The snapshots of a sharded cluster. */
  readonly shardedSnapshots?: readonly object[]
  /** The responses to requests for one snapshot. */
  readonly getSnapshot?: FakeHandler
  readonly getSharded?: FakeHandler
}

/** Creates a client of a project with two clusters. */
function createClusterClient(state: ClusterState) {
  const { clusterType = 'REPLICASET', snapshots = [], shardedSnapshots = [] } = state
  let reads = 0
  const handlers: Readonly<Record<string, FakeHandler>> = {
    [clusterName]: respondWithBody('getGroupCluster', { ...cluster, clusterType }),
    snapshots: respondWithBody('listGroupClusterBackupSnapshots', { results: snapshots }),
    shardedClusters: respondWithBody('listGroupClusterBackupSnapshotShardedClusters', {
      results: shardedSnapshots,
    }),
  }
  const notFound: FakeHandler = (c) => c.json({ errorCode: 'SNAPSHOT_NOT_FOUND', error: 404 }, 404)
  const { client, api } = createUnauthenticatedClient({
    api: (c, nth) => {
      const [, parent = '', name = ''] = /(\w+)\/(\w+)$/.exec(c.req.path) ?? []
      const getOne = parent === 'shardedCluster' ? state.getSharded : state.getSnapshot
      const handler = handlers[name]
      return handler ? handler(c, nth) : (getOne ?? notFound)(c, ++reads)
    },
  })
  /** The last part of each path. */
  const requested = () => api.map(({ path }) => path.replace(/.*\/groups\/\w+\//, ''))
  const newest = (input: Partial<NewestSnapshotInput> = {}) =>
    client.snapshots.newest({ ...clusterIds, ...input })
  const waitFor = (input: Partial<WaitForSnapshotInput> = {}) =>
    client.snapshots.waitFor({ ...snapshotIds, ...input })
  return { newest, waitFor, requested, queries: () => api.map(({ search }) => search) }
}

const backup = `clusters/${clusterName}/backup`
const at = (day: number, changes: object = {}) => ({
  ...snapshot,
  createdAt: `2026-08-0${day}T03:27:12Z`,
  ...changes,
})

describe('newest', () => {
  test('the snapshot with the latest createdAt is returned, whatever the order of the list', async () => {
    const { newest, requested, queries } = createClusterClient({
      snapshots: [at(2), at(4), at(1), at(3)],
    })
    expect(await newest()).toEqual(at(4))
    expect(requested()).toEqual([`clusters/${clusterName}`, `${backup}/snapshots`])
    expect(queries()).toEqual(['', '?includeCount=false&itemsPerPage=500&pageNum=1'])
  })

  test.each([
    ['queued', { status: 'queued' }],
    ['in progress', { status: 'inProgress' }],
    ['failed', { status: 'failed' }],
    ['a fallback snapshot', { snapshotType: 'fallback' }],
  ])('a snapshot that is %s cannot be exported, so it is not returned', async (_, changes) => {
    const { newest } = createClusterClient({ snapshots: [at(1), at(2, changes)] })
    expect(await newest()).toEqual(at(1))
  })

  test('frequencyType selects the snapshots', async () => {
    const daily = at(1, { frequencyType: 'daily', snapshotType: 'scheduled' })
    const { newest } = createClusterClient({ snapshots: [at(3), daily, at(2)] })
    expect(await newest({ frequencyType: 'daily' })).toEqual(daily)
    expect(await newest({ frequencyType: 'ondemand' })).toEqual(at(3))
    expect(await newest({ frequencyType: 'weekly' })).toBeUndefined()
  })

  test('newest resolves with undefined when no snapshot can be exported', async () => {
    expect(await createClusterClient({}).newest()).toBeUndefined()
  })

  test('a snapshot without createdAt is older than any other', async () => {
    const undated = { ...snapshot, createdAt: undefined }
    expect(await createClusterClient({ snapshots: [at(1), undated] }).newest()).toEqual(at(1))
  })

  test.each(['SHARDED', 'GEOSHARDED'])(
    'the snapshots of a %s cluster are those of sharded clusters',
    async (clusterType) => {
      const { newest, requested } = createClusterClient({
        clusterType,
        shardedSnapshots: [shardedSnapshot],
      })
      expect(await newest()).toEqual(shardedSnapshot)
      expect(requested()).toEqual([
        `clusters/${clusterName}`,
        `${backup}/snapshots/shardedClusters`,
      ])
    },
  )

  test('with a type, the cluster is not requested', async () => {
    const state = { snapshots: [snapshot], shardedSnapshots: [shardedSnapshot] }
    const { newest, requested } = createClusterClient(state)
    expect(await newest({ type: 'replicaSet' })).toEqual(snapshot)
    expect(await newest({ type: 'shardedCluster' })).toEqual(shardedSnapshot)
    expect(requested()).toEqual([`${backup}/snapshots`, `${backup}/snapshots/shardedClusters`])
  })

  test('an invalid name of a cluster is a ValidationError before anything is sent', async () => {
    const { newest, requested } = createClusterClient({})
    expect(await catchRejection(newest({ clusterName: 'a_b' }))).toBeInstanceOf(ValidationError)
    expect(requested()).toEqual([])
  })
})

describe('waitFor', () => {
  const respondWithSnapshots = (...statuses: readonly string[]): FakeHandler => {
    const [first = snapshot, ...others] = statuses.map((status) => ({ ...queuedSnapshot, status }))
    const respond = (body: object) => respondWithBody('getGroupClusterBackupSnapshot', body)
    return respondInSequence(respond(first), ...others.map(respond))
  }

  test('waitFor resolves with the completed snapshot and requests the cluster once', async () => {
    const { waitFor, requested } = createClusterClient({
      getSnapshot: respondWithSnapshots('queued', 'inProgress', 'completed'),
    })
    expect(await runTimersUntil(waitFor())).toMatchObject({ id: snapshotId, status: 'completed' })
    const get = `${backup}/snapshots/${snapshotId}`
    expect(requested()).toEqual([`clusters/${clusterName}`, get, get, get])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a failed snapshot rejects with a SnapshotError', async () => {
    const { waitFor } = createClusterClient({
      getSnapshot: respondWithSnapshots('queued', 'failed'),
    })
    const error = await runTimersUntil(catchRejection(waitFor()))
    expect(error).toBeInstanceOf(SnapshotError)
    expect(isClientError(error)).toBe(true)
    expect(error).toMatchObject({
      name: 'SnapshotError',
      code: 'SNAPSHOT_ERROR',
      snapshot: { status: 'failed' },
    })
    expect(error).toHaveProperty('message', `snapshot ${snapshotId}: failed. Take another one.`)
  })

  test('waitFor waits for a snapshot of a sharded cluster', async () => {
    const getSharded = respondWithBody(
      'getGroupClusterBackupSnapshotShardedCluster',
      shardedSnapshot,
    )
    const { waitFor, requested } = createClusterClient({ clusterType: 'SHARDED', getSharded })
    expect(await waitFor()).toEqual(shardedSnapshot)
    expect(await waitFor({ type: 'shardedCluster' })).toEqual(shardedSnapshot)
    const get = `${backup}/snapshots/shardedCluster/${snapshotId}`
    expect(requested()).toEqual([`clusters/${clusterName}`, get, get])
  })

  test('the timeout covers the request for the cluster and the one for the snapshot together', async () => {
    const respondAfter =
      (delay: number, respond: FakeHandler): FakeHandler =>
      async (c, nth) => {
        await new Promise((resolve) => setTimeout(resolve, delay))
        return respond(c, nth)
      }
    const { client } = createUnauthenticatedClient({
      api: respondInSequence(
        respondAfter(900, respondWithBody('getGroupCluster', cluster)),
        respondAfter(900, respondWithBody('getGroupClusterBackupSnapshot', snapshot)),
      ),
    })
    const waitFor = client.snapshots.waitFor({ ...snapshotIds, timeout: 1000 })
    const error = await runTimersUntil(catchRejection(waitFor))
    expect(error).toMatchObject({ code: 'TIMEOUT', timeout: 1000 })
  })

  test('a timeout names the snapshot and its last status', async () => {
    const { waitFor } = createClusterClient({ getSnapshot: respondWithSnapshots('queued') })
    const error = await runTimersUntil(catchRejection(waitFor({ timeout: 5000 })))
    expect(error).toMatchObject({ code: 'TIMEOUT', timeout: 5000, lastState: 'queued' })
    expect(error).toHaveProperty(
      'message',
      expect.stringContaining(`snapshot ${snapshotId} of cluster ${clusterName}: timed out`),
    )
  })

  test('an invalid id is a ValidationError before anything is sent', async () => {
    const { waitFor, requested } = createClusterClient({})
    expect(await catchRejection(waitFor({ snapshotId: 'x' }))).toBeInstanceOf(ValidationError)
    expect(requested()).toEqual([])
  })
})

test('take without a description or a retention sends an empty object', async () => {
  const api = respondWithBody('takeGroupClusterBackupSnapshots', queuedSnapshot)
  const { client, api: requests } = createUnauthenticatedClient({ api })
  await client.snapshots.take(clusterIds)
  expect(requests[0]).toMatchObject({ body: '{}' })
})

test('list sends the time of a restore', async () => {
  const api = respondWithBody('listGroupClusterBackupSnapshots', { results: [] })
  const { client, api: requests } = createUnauthenticatedClient({ api })
  await client.snapshots.list({ ...clusterIds, oplogTs: 1786332505, oplogInc: 2 }).page()
  expect(requests[0]?.search).toBe(
    '?includeCount=true&itemsPerPage=100&pageNum=1&oplogTs=1786332505&oplogInc=2',
  )
})
