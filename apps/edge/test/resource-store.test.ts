import { type ExportBucketId, ExportId } from '@export-buckets/core'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../src/index.ts'
import type { ResourceKind } from '../src/store/resources.ts'
import { replicaSet, sharded } from './cluster-operations.ts'
import { buckets, id, groupId as seededGroupId } from './create-test-app.ts'
import {
  awsRole,
  clusterName,
  createBucket,
  createSchedule,
  exportJob,
  groupId,
  keys,
  otherClusterName,
  otherGroupId,
  resources,
  roleId,
} from './stored-resources.ts'
import { createStores } from './stores.ts'

const { stores, closeStores } = await createStores()
afterAll(closeStores)

const kinds: readonly ResourceKind[] = [
  'role',
  'cluster',
  'snapshot',
  'exportJob',
  'schedule',
  'simulation',
]

const [aws, azure] = buckets
if (aws === undefined || azure === undefined) throw new Error('no bucket')

// Replicas serve single buckets only, so a D1 with replicas does not differ from one without.
const resourceStores = stores.filter(([name]) => name !== 'D1 with replicas')

describe.each(resourceStores)('resources in a %s store', (_, make) => {
  let store: Store
  beforeEach(async () => {
    store = await make()
  })

  function save<Kind extends ResourceKind>(kind: Kind): Promise<boolean> {
    return store.saveResource(keys[kind], resources[kind])
  }

  const saveCluster = async () => {
    for (const kind of kinds) await save(kind)
  }

  test.each(kinds)('a saved %s is read back, alone and in its list', async (kind) => {
    expect(await store.resource(keys[kind])).toBeUndefined()
    expect(await store.resources(keys[kind])).toEqual([])
    await save('cluster')
    expect(await save(kind)).toBe(true)
    expect(await store.resource(keys[kind])).toEqual(resources[kind])
    expect(await store.resources(keys[kind])).toEqual([resources[kind]])
  })

  test('a resource belongs to its project, cluster and kind', async () => {
    await saveCluster()
    const { exportJob: key } = keys
    expect(await store.resource({ ...key, groupId: otherGroupId })).toBeUndefined()
    expect(await store.resource({ ...key, clusterName: otherClusterName })).toBeUndefined()
    expect(await store.resource({ ...key, kind: 'snapshot' })).toBeUndefined()
    expect(await store.resources({ kind: 'exportJob', groupId })).toEqual([])
  })

  test('a list is ordered by id', async () => {
    await save('cluster')
    for (const digit of ['9', '3', 'a', '0']) {
      const job = { ...exportJob, id: ExportId.parse(id(digit)) }
      await store.saveResource({ ...keys.exportJob, id: job.id }, job)
    }
    const list = await store.resources(keys.exportJob)
    expect(list.map((job) => job.id)).toEqual([id('0'), id('3'), id('9'), id('a')])
  })

  test('a list and a resource reflect each change, even when they were read before', async () => {
    const read = async () => [
      await store.resource(keys.exportJob),
      ...(await store.resources(keys.exportJob)),
    ]
    await save('cluster')
    await save('exportJob')
    expect(await read()).toEqual([exportJob, exportJob])
    const changed = { ...exportJob, prefix: 'changed' }
    await store.saveResource(keys.exportJob, changed)
    expect(await read()).toEqual([changed, changed])
    await store.replaceResource(keys.exportJob, exportJob)
    expect(await read()).toEqual([exportJob, exportJob])
    await store.deleteResource(keys.exportJob)
    expect(await read()).toEqual([undefined])
  })

  test('an existing resource is replaced, and a missing one is not created', async () => {
    expect(await store.replaceResource(keys.role, awsRole)).toBe(false)
    expect(await store.resource(keys.role)).toBeUndefined()
    await save('role')
    const propagated = { ...awsRole, assumableAt: 2 }
    expect(await store.replaceResource(keys.role, propagated)).toBe(true)
    expect(await store.resource(keys.role)).toEqual(propagated)
  })

  test('a resource is deleted once', async () => {
    await save('simulation')
    expect(await store.deleteResource(keys.simulation)).toBe(true)
    expect(await store.deleteResource(keys.simulation)).toBe(false)
    expect(await store.resource(keys.simulation)).toBeUndefined()
  })

  describe('a lock', () => {
    const lock = { name: 'export of a snapshot', now: 1000, until: 2000 }
    const secondKey = { ...keys.exportJob, id: id('9') }
    beforeEach(() => save('cluster'))

    test('a resource is not saved while another one with the lock is in progress', async () => {
      expect(await store.saveResource(keys.exportJob, exportJob, lock)).toBe(true)
      const second = store.saveResource(secondKey, exportJob, { ...lock, now: 1999, until: 3000 })
      expect(await second).toBe(false)
      expect(await store.resource(secondKey)).toBeUndefined()
    })

    test('a lock ends at its time', async () => {
      await store.saveResource(keys.exportJob, exportJob, lock)
      const second = store.saveResource(secondKey, exportJob, { ...lock, now: 2000, until: 3000 })
      expect(await second).toBe(true)
    })

    test('a lock excludes neither the same resource, nor other names, nor other clusters', async () => {
      await store.saveResource(keys.exportJob, exportJob, lock)
      const otherCluster = { ...secondKey, clusterName: otherClusterName }
      await store.saveResource({ ...keys.cluster, id: otherClusterName }, resources.cluster)
      expect(await store.saveResource(keys.exportJob, exportJob, lock)).toBe(true)
      expect(await store.saveResource(secondKey, exportJob, { ...lock, name: 'other' })).toBe(true)
      expect(await store.saveResource(otherCluster, exportJob, lock)).toBe(true)
    })

    test('a lock outlives a replacement and ends with a deletion', async () => {
      await store.saveResource(keys.exportJob, exportJob, lock)
      await store.replaceResource(keys.exportJob, exportJob)
      expect(await store.saveResource(secondKey, exportJob, lock)).toBe(false)
      await store.deleteResource(keys.exportJob)
      expect(await store.saveResource(secondKey, exportJob, lock)).toBe(true)
    })

    test('of resources with one lock that are saved at once, one is saved', async () => {
      const saves = ['7', '8', '9'].map((digit) =>
        store.saveResource({ ...keys.exportJob, id: id(digit) }, exportJob, lock),
      )
      expect((await Promise.all(saves)).filter(Boolean)).toHaveLength(1)
      expect(await store.resources(keys.exportJob)).toHaveLength(1)
    })
  })

  describe('a role', () => {
    const bucket = createBucket(id('e'), roleId)

    test('a bucket is created only with a role of its project', async () => {
      expect(await store.createExportBucket(groupId, bucket)).toBe(false)
      await store.saveResource({ ...keys.role, groupId: otherGroupId }, awsRole)
      expect(await store.createExportBucket(groupId, bucket)).toBe(false)
      expect(await store.exportBucket(groupId, bucket._id)).toBeUndefined()
      await save('role')
      expect(await store.createExportBucket(groupId, bucket)).toBe(true)
      expect(await store.exportBucket(groupId, bucket._id)).toEqual(bucket)
    })

    test.each([
      ['Azure', { ...azure, _id: bucket._id, roleId }],
      ['Google Cloud', { ...buckets[2], _id: bucket._id, roleId }],
    ])('a bucket of %s needs its role too', async (_provider, otherBucket) => {
      expect(await store.createExportBucket(groupId, Object(otherBucket))).toBe(false)
      await save('role')
      expect(await store.createExportBucket(groupId, Object(otherBucket))).toBe(true)
      expect(await store.deleteRole(groupId, roleId)).toBe('in use')
    })

    test('a role is deleted once, and only when no bucket of the project uses it', async () => {
      await save('role')
      await store.createExportBucket(groupId, bucket)
      await store.saveExportBucket(otherGroupId, createBucket(id('f'), roleId))
      expect(await store.deleteRole(groupId, roleId)).toBe('in use')
      expect(await store.resource(keys.role)).toEqual(awsRole)
      await store.deleteExportBucket(groupId, bucket._id)
      expect(await store.deleteRole(groupId, roleId)).toBe('deleted')
      expect(await store.deleteRole(groupId, roleId)).toBe('absent')
    })

    test('a role that does not exist is absent, even when a bucket has its id', async () => {
      await store.saveExportBucket(groupId, bucket)
      expect(await store.deleteRole(groupId, roleId)).toBe('absent')
    })

    test('of a new bucket and the deletion of its role at once, one fails', async () => {
      await save('role')
      const [isCreated, deletion] = await Promise.all([
        store.createExportBucket(groupId, bucket),
        store.deleteRole(groupId, roleId),
      ])
      expect(deletion).toBe(isCreated ? 'in use' : 'deleted')
    })

    test('the buckets of a project are found by role', async () => {
      const secondBucket = createBucket(id('0'), roleId)
      await store.saveExportBucket(groupId, bucket)
      await store.saveExportBucket(groupId, secondBucket)
      await store.saveExportBucket(groupId, createBucket(aws._id, id('d')))
      await store.saveExportBucket(otherGroupId, createBucket(id('f'), roleId))
      const idsByRole = await store.exportBucketIdsByRole(groupId)
      expect(Object.fromEntries(idsByRole)).toEqual({
        [roleId]: [secondBucket._id, bucket._id],
        [id('d')]: [aws._id],
      })
    })
  })

  describe('a schedule', () => {
    const key = { ...keys.schedule, groupId: seededGroupId, clusterName: replicaSet }
    const saveSchedule = async (exportBucketId?: ExportBucketId, cluster = replicaSet) => {
      const previous = await store.resource({ ...key, clusterName: cluster })
      return store.saveSchedule(seededGroupId, cluster, createSchedule(exportBucketId), previous)
    }

    test('a schedule with auto export marks its bucket as in use', async () => {
      expect(await saveSchedule(aws._id)).toBe(true)
      expect(await store.resource(key)).toEqual(createSchedule(aws._id))
      expect(await store.deleteExportBucket(seededGroupId, aws._id)).toBe('in use')
      expect(await store.exportBucket(seededGroupId, aws._id)).toEqual(aws)
    })

    test('a schedule that is saved again keeps the mark', async () => {
      await saveSchedule(aws._id)
      expect(await saveSchedule(aws._id)).toBe(true)
      expect(await store.deleteExportBucket(seededGroupId, aws._id)).toBe('in use')
    })

    test('a schedule with another bucket moves the mark', async () => {
      await saveSchedule(aws._id)
      expect(await saveSchedule(azure._id)).toBe(true)
      expect(await store.deleteExportBucket(seededGroupId, azure._id)).toBe('in use')
      expect(await store.deleteExportBucket(seededGroupId, aws._id)).toBe('deleted')
    })

    test('a schedule without auto export removes the mark of its cluster only', async () => {
      await saveSchedule(aws._id)
      await saveSchedule(aws._id, sharded)
      expect(await saveSchedule()).toBe(true)
      expect(await store.deleteExportBucket(seededGroupId, aws._id)).toBe('in use')
      await saveSchedule(undefined, sharded)
      expect(await store.deleteExportBucket(seededGroupId, aws._id)).toBe('deleted')
    })

    test('auto export that is turned off marks no bucket, even when the schedule still names one', async () => {
      const { schedule } = createSchedule(aws._id)
      const turnedOff = { schedule: { ...schedule, autoExportEnabled: false } }
      const previous = createSchedule(aws._id)
      await saveSchedule(aws._id)
      expect(await store.saveSchedule(seededGroupId, replicaSet, turnedOff, previous)).toBe(true)
      expect(await store.deleteExportBucket(seededGroupId, aws._id)).toBe('deleted')
    })

    test('a schedule that was derived from another one than the stored one changes nothing', async () => {
      await saveSchedule(aws._id)
      for (const previous of [undefined, createSchedule(azure._id)]) {
        const isSaved = store.saveSchedule(seededGroupId, replicaSet, createSchedule(), previous)
        expect(await isSaved).toBe(false)
      }
      expect(await store.resource(key)).toEqual(createSchedule(aws._id))
      expect(await store.deleteExportBucket(seededGroupId, aws._id)).toBe('in use')
      await store.deleteResource(key)
      const isSaved = store.saveSchedule(
        seededGroupId,
        clusterName,
        createSchedule(),
        createSchedule(),
      )
      expect(await isSaved).toBe(false)
    })

    test('of schedules that were derived from the same one and are saved at once, one is saved', async () => {
      await saveSchedule()
      const saves = [aws._id, azure._id].map((bucketId) =>
        store.saveSchedule(seededGroupId, replicaSet, createSchedule(bucketId), createSchedule()),
      )
      expect((await Promise.all(saves)).filter(Boolean)).toHaveLength(1)
    })

    test('a schedule with a bucket that does not exist in the project changes nothing', async () => {
      const missing = createBucket(id('9'), roleId)
      await store.saveExportBucket(otherGroupId, missing)
      await saveSchedule(aws._id)
      expect(await saveSchedule(missing._id)).toBe(false)
      expect(await store.resource(key)).toEqual(createSchedule(aws._id))
      expect(await store.deleteExportBucket(seededGroupId, aws._id)).toBe('in use')
    })

    test('a schedule of a cluster that does not exist is not saved and marks no bucket', async () => {
      expect(await saveSchedule(aws._id, clusterName)).toBe(false)
      expect(await store.resource({ ...key, clusterName })).toBeUndefined()
      expect(await store.deleteExportBucket(seededGroupId, aws._id)).toBe('deleted')
    })

    test('a schedule and the deletion of its cluster at once leave no mark', async () => {
      await Promise.all([saveSchedule(aws._id), store.deleteCluster(seededGroupId, replicaSet)])
      expect(await store.resource(key)).toBeUndefined()
      expect(await store.deleteExportBucket(seededGroupId, aws._id)).toBe('deleted')
    })

    test('of a schedule and the deletion of its bucket at once, one fails', async () => {
      const [isSaved, deletion] = await Promise.all([
        saveSchedule(aws._id),
        store.deleteExportBucket(seededGroupId, aws._id),
      ])
      expect(deletion).toBe(isSaved ? 'in use' : 'deleted')
    })
  })

  describe('a cluster', () => {
    const lock = { name: 'on-demand snapshot', now: 1, until: 2 }

    test.each([
      ['without a lock', undefined],
      ['with a lock', lock],
    ])(
      'a snapshot %s is saved only while its cluster exists in its project',
      async (_lock, snapshotLock) => {
        const saveSnapshot = () =>
          store.saveResource(keys.snapshot, resources.snapshot, snapshotLock)
        await store.saveResource({ ...keys.cluster, groupId: otherGroupId }, resources.cluster)
        await store.saveResource({ ...keys.cluster, id: otherClusterName }, resources.cluster)
        expect(await saveSnapshot()).toBe(false)
        expect(await store.resource(keys.snapshot)).toBeUndefined()
        await save('cluster')
        expect(await saveSnapshot()).toBe(true)
        await store.deleteCluster(groupId, clusterName)
        expect(await saveSnapshot()).toBe(false)
        expect(await store.resource(keys.snapshot)).toBeUndefined()
      },
    )

    test('a cluster is deleted once, with its snapshots, export jobs, schedule and use of a bucket', async () => {
      await saveCluster()
      await store.saveExportBucket(groupId, aws)
      await store.saveSchedule(groupId, clusterName, createSchedule(aws._id))
      expect(await store.deleteCluster(groupId, clusterName)).toBe(true)
      expect(await store.deleteCluster(groupId, clusterName)).toBe(false)
      for (const kind of ['cluster', 'snapshot', 'exportJob', 'schedule'] as const)
        expect(await store.resources(keys[kind])).toEqual([])
      expect(await store.deleteExportBucket(groupId, aws._id)).toBe('deleted')
    })

    test('a deletion keeps roles, the simulation, other clusters and other projects', async () => {
      await saveCluster()
      const otherCluster = { ...resources.cluster, name: otherClusterName }
      const otherKeys = [
        { ...keys.snapshot, clusterName: otherClusterName },
        { ...keys.snapshot, groupId: otherGroupId },
      ]
      await store.saveResource({ ...keys.cluster, id: otherClusterName }, otherCluster)
      await store.saveResource({ ...keys.cluster, groupId: otherGroupId }, resources.cluster)
      for (const key of otherKeys) await store.saveResource(key, resources.snapshot)
      await store.deleteCluster(groupId, clusterName)
      expect(await store.resources(keys.cluster)).toEqual([otherCluster])
      expect(await store.resource(keys.role)).toEqual(awsRole)
      expect(await store.resource(keys.simulation)).toEqual(resources.simulation)
      for (const key of otherKeys) expect(await store.resource(key)).toEqual(resources.snapshot)
    })
  })
})
