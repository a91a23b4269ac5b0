import { ExportBucketId, type OperationId, operations, vendorMediaType } from '@export-buckets/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProjectGrant } from '../src/index.ts'
import { accept, buckets, groupId, id, otherGroupId, roleId, type World, world } from './world.ts'

const [aws, azure] = buckets
if (!aws || !azure) throw new Error('a bucket is missing')
const absent = ExportBucketId.parse(id('0'))
const operationIds = Object.values(operations).map(({ operationId }) => operationId)

/** A world whose service account `reader` and API key `reader` have these grants. */
async function granted(...grants: ProjectGrant[]): Promise<World> {
  const w = await world()
  const [account, key] = [await w.store.serviceAccount('reader'), await w.store.apiKey('reader')]
  if (!account || !key) throw new Error('no reader')
  await w.store.saveServiceAccount({ ...account, grants })
  await w.store.saveApiKey({ ...key, grants })
  return w
}

const bodies: Partial<Record<OperationId, object>> = {
  createGroupBackupExportBucket: { bucketName: 'new', cloudProvider: 'GCP', roleId },
  updateGroupBackupExportBucket: { requirePrivateNetworking: true },
}

/** Calls an operation as `reader`; answers the status. */
async function call(
  w: World,
  operationId: OperationId,
  exportBucketId: string = aws?._id ?? '',
  group: string = groupId,
): Promise<number> {
  const { method, path } = operations[operationId]
  const target = path.replace('{groupId}', group).replace('{exportBucketId}', exportBucketId)
  const body = bodies[operationId]
  const headers = {
    ...(await w.bearer()),
    ...accept(),
    ...(body && { 'Content-Type': vendorMediaType('2024-05-30') }),
  }
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
  return (await w.request(target, init)).status
}

const owner: ProjectGrant = { groupId, roles: ['GROUP_OWNER'] }

describe('a grant for operations', () => {
  test.each(operationIds)('%s alone opens nothing else', async (operationId) => {
    for (const each of operationIds) {
      const status = await call(await granted({ ...owner, operations: [operationId] }), each)
      expect([each, status < 300]).toEqual([each, each === operationId])
      if (each !== operationId) expect(status).toBe(403)
    }
  })

  test('gives no more than its roles', async () => {
    const operations = ['deleteGroupBackupExportBucket', 'getGroupBackupExportBucket']
    const w = await granted({ groupId, roles: ['GROUP_READ_ONLY'], operations })
    expect(await call(w, 'deleteGroupBackupExportBucket')).toBe(403)
    expect(await call(w, 'getGroupBackupExportBucket')).toBe(200)
  })

  test('that names none, or none that there is, opens nothing', async () => {
    for (const operations of [[], ['getGroupBackupExportBuckets', 'constructor']]) {
      expect(
        await call(await granted({ ...owner, operations }), 'getGroupBackupExportBucket'),
      ).toBe(403)
    }
  })
})

describe('a grant for buckets', () => {
  const narrowed = { ...owner, exportBucketIds: [aws._id] }

  test('opens those, by each operation on one bucket', async () => {
    expect(await call(await granted(narrowed), 'getGroupBackupExportBucket')).toBe(200)
    expect(await call(await granted(narrowed), 'updateGroupBackupExportBucket')).toBe(200)
    expect(await call(await granted(narrowed), 'deleteGroupBackupExportBucket')).toBe(204)
  })

  test('opens neither the list nor creation', async () => {
    const w = await granted(narrowed)
    expect(await call(w, 'listGroupBackupExportBuckets')).toBe(403)
    expect(await call(w, 'createGroupBackupExportBucket')).toBe(403)
  })

  test('forbids the others, whether they exist or not', async () => {
    const w = await granted(narrowed)
    for (const other of [azure._id, absent, 'nope', aws._id.toUpperCase()]) {
      expect(await call(w, 'getGroupBackupExportBucket', other)).toBe(403)
    }
  })

  test('that is not there any more is not found', async () => {
    const w = await granted({ ...owner, exportBucketIds: [absent] })
    expect(await call(w, 'getGroupBackupExportBucket', absent)).toBe(404)
  })

  test('that names none opens none', async () => {
    const w = await granted({ ...owner, exportBucketIds: [] })
    for (const each of operationIds) expect(await call(w, each)).toBe(403)
  })
})

describe('grants', () => {
  test('are for their project alone', async () => {
    const w = await granted(owner)
    expect(await call(w, 'getGroupBackupExportBucket', aws._id, otherGroupId)).toBe(404)
    const elsewhere = await granted({ ...owner, groupId: otherGroupId })
    expect(await call(elsewhere, 'getGroupBackupExportBucket')).toBe(404)
  })

  test('without a role answer like a project that does not exist', async () => {
    expect(await call(await granted({ groupId, roles: [] }), 'getGroupBackupExportBucket')).toBe(
      404,
    )
  })

  test('hold for an API key as they do for a service account', async () => {
    const w = await granted({ ...owner, operations: ['listGroupBackupExportBuckets'] })
    const digest = async (path: string) =>
      (await w.digestFetch()(`http://localhost${path}`, { headers: accept() })).status
    const list = operations.listGroupBackupExportBuckets.path.replace('{groupId}', groupId)
    expect(await digest(list)).toBe(200)
    expect(await digest(`${list}/${aws._id}`)).toBe(403)
  })

  test('of one project add up, and no grant widens another', async () => {
    const grant = fc.record(
      {
        groupId: fc.constantFrom(groupId, otherGroupId),
        roles: fc.subarray(['GROUP_READ_ONLY', 'GROUP_BACKUP_MANAGER', 'GROUP_OWNER']),
        operations: fc.subarray(operationIds),
        exportBucketIds: fc.subarray([aws._id, azure._id]),
      },
      { requiredKeys: ['groupId', 'roles'] },
    )
    const asked = fc.record({
      operationId: fc.constantFrom(...operationIds),
      bucket: fc.constantFrom(aws._id, azure._id),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(grant, { maxLength: 3 }), asked, async (grants, what) => {
        const { operationId, bucket } = what
        const alone = []
        for (const each of grants) alone.push(await call(await granted(each), operationId, bucket))
        const together = await call(await granted(...grants), operationId, bucket)
        // 404 without any role in the project, 403 where none of the grants is enough, else what any of them gives.
        const wanted = alone.find((status) => status !== 403 && status !== 404)
        expect(together).toBe(wanted ?? (alone.includes(403) ? 403 : 404))
      }),
      { numRuns: 60 },
    )
  })
})
