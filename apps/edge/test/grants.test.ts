import {
  ExportBucketId,
  type OperationId,
  operationPath,
  operations,
  vendorContentType,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { type ProjectGrant, secretHash } from '../src/index.ts'
import { memoryStore } from '../src/store/memory.ts'
import { accept, clientSecret, fill, groupId, id, otherGroupId, roleId, world } from './world.ts'

const [aws, gcp] = [id('a'), id('c')]
const bodies: Partial<Record<OperationId, object>> = {
  createGroupBackupExportBucket: { bucketName: 'backups', cloudProvider: 'GCP', roleId },
  updateGroupBackupExportBucket: { requirePrivateNetworking: true },
}
const media = { 'Content-Type': vendorContentType('2024-05-30') }

/** A world in which the reader holds other grants. */
async function holding(...grants: ProjectGrant[]) {
  const store = await fill(memoryStore())
  await store.saveServiceAccount({
    clientId: 'reader',
    secretHash: secretHash(clientSecret),
    grants,
  })
  const w = await world({ store })
  const status = async (operationId: OperationId, exportBucketId = aws, group = groupId) => {
    const operation = operations[operationId]
    const body = bodies[operationId]
    const answer = await w.request(operationPath(operation, { groupId: group, exportBucketId }), {
      method: operation.method,
      headers: { ...(await w.bearer()), ...accept(), ...(body && media) },
      ...(body && { body: JSON.stringify(body) }),
    })
    return answer.status
  }
  return { ...w, status }
}

const owner = { groupId, roles: ['GROUP_OWNER'] }
const buckets = (...ids: string[]) => ({
  exportBucketIds: ids.map((each) => ExportBucketId.parse(each)),
})

const all: readonly OperationId[] = [
  'listGroupBackupExportBuckets',
  'createGroupBackupExportBucket',
  'getGroupBackupExportBucket',
  'updateGroupBackupExportBucket',
  'deleteGroupBackupExportBucket',
]

describe('a grant', () => {
  test('opens one project, and no other', async () => {
    const w = await holding(owner)
    expect(await w.status('getGroupBackupExportBucket')).toBe(200)
    expect(await w.status('getGroupBackupExportBucket', aws, otherGroupId)).toBe(404)
  })

  test('without a role is as good as none', async () => {
    const w = await holding({ groupId, roles: [] })
    expect(await w.status('getGroupBackupExportBucket')).toBe(404)
  })

  test('that is not narrowed opens what its role opens', async () => {
    const w = await holding(owner)
    for (const each of all) expect(await w.status(each)).toBeLessThan(300)
  })
})

describe('a grant narrowed to operations', () => {
  test.each(all)('opens %s alone', async (operationId) => {
    const w = await holding({ ...owner, operations: [operationId] })
    for (const each of all) {
      const status = await w.status(each)
      if (each === operationId) expect(status).toBeLessThan(300)
      else expect(status).toBe(403)
    }
  })

  test('adds nothing to what the role opens', async () => {
    const operations = ['deleteGroupBackupExportBucket']
    const w = await holding({ groupId, roles: ['GROUP_READ_ONLY'], operations })
    expect(await w.status('deleteGroupBackupExportBucket')).toBe(401)
  })

  test('to none of them opens none', async () => {
    const w = await holding({ ...owner, operations: [] })
    for (const each of all) expect(await w.status(each)).toBe(403)
  })
})

describe('a grant narrowed to buckets', () => {
  test('opens these alone', async () => {
    const w = await holding({ ...owner, ...buckets(aws) })
    expect(await w.status('getGroupBackupExportBucket', aws)).toBe(200)
    expect(await w.status('updateGroupBackupExportBucket', aws)).toBe(200)
    expect(await w.status('getGroupBackupExportBucket', gcp)).toBe(403)
    expect(await w.status('deleteGroupBackupExportBucket', gcp)).toBe(403)
  })

  test('opens each of several', async () => {
    const w = await holding({ ...owner, ...buckets(aws, gcp) })
    expect(await w.status('getGroupBackupExportBucket', aws)).toBe(200)
    expect(await w.status('getGroupBackupExportBucket', gcp)).toBe(200)
  })

  test('answers for a bucket that it leaves out the same, whether it exists or not', async () => {
    const w = await holding({ ...owner, ...buckets(aws) })
    const headers = await w.bearer()
    const answers = [gcp, id('9'), 'malformed'].map(async (exportBucketId) => {
      const path = operationPath(operations.getGroupBackupExportBucket, { groupId, exportBucketId })
      const answer = await w.request(path, { headers: { ...headers, ...accept() } })
      return [answer.status, await answer.text()]
    })
    const [first, ...others] = await Promise.all(answers)
    expect(first).toEqual([403, expect.stringContaining('ACCESS_FORBIDDEN')])
    for (const other of others) expect(other).toEqual(first)
  })

  test('answers 404 for one of its own that is not there', async () => {
    const w = await holding({ ...owner, ...buckets(id('9')) })
    expect(await w.status('getGroupBackupExportBucket', id('9'))).toBe(404)
  })

  test('opens neither list nor create, which are about no bucket', async () => {
    const w = await holding({ ...owner, ...buckets(aws, gcp) })
    expect(await w.status('listGroupBackupExportBuckets')).toBe(403)
    expect(await w.status('createGroupBackupExportBucket')).toBe(403)
  })

  test('and to operations opens what both leave', async () => {
    const operations = ['getGroupBackupExportBucket', 'listGroupBackupExportBuckets']
    const w = await holding({ ...owner, operations, ...buckets(aws) })
    expect(await w.status('getGroupBackupExportBucket', aws)).toBe(200)
    expect(await w.status('getGroupBackupExportBucket', gcp)).toBe(403)
    expect(await w.status('updateGroupBackupExportBucket', aws)).toBe(403)
    expect(await w.status('listGroupBackupExportBuckets')).toBe(403)
  })
})

describe('several grants for one project', () => {
  test('add up', async () => {
    const w = await holding(
      { groupId, roles: ['GROUP_READ_ONLY'], operations: ['listGroupBackupExportBuckets'] },
      { groupId, roles: ['GROUP_READ_ONLY'], ...buckets(aws) },
    )
    expect(await w.status('listGroupBackupExportBuckets')).toBe(200)
    expect(await w.status('getGroupBackupExportBucket', aws)).toBe(200)
    expect(await w.status('getGroupBackupExportBucket', gcp)).toBe(403)
  })

  test('do not mix: the role of one does not reach the buckets of another', async () => {
    const w = await holding(
      { groupId, roles: ['GROUP_READ_ONLY'] },
      { groupId, roles: ['GROUP_BACKUP_MANAGER'], ...buckets(aws) },
    )
    expect(await w.status('deleteGroupBackupExportBucket', gcp)).toBe(403)
    expect(await w.status('deleteGroupBackupExportBucket', aws)).toBe(204)
  })
})
