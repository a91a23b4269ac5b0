import {
  ExportBucketId,
  type OperationId,
  operationPath,
  operations,
  vendorContentType,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { hashSecret, type ProjectGrant } from '../src/index.ts'
import { memoryStore } from '../src/store/drivers/memory.ts'
import {
  accept,
  clientSecret,
  createTestApp,
  groupId,
  id,
  otherGroupId,
  roleIds,
  seedStore,
} from './create-test-app.ts'

const [aws, gcp] = [id('a'), id('c')]
const bodies: Partial<Record<OperationId, object>> = {
  createGroupBackupExportBucket: {
    bucketName: 'backups',
    cloudProvider: 'GCP',
    roleId: roleIds.GCP,
  },
  updateGroupBackupExportBucket: { requirePrivateNetworking: true },
}
const media = { 'Content-Type': vendorContentType('2024-05-30') }

/** Creates an app in which the reader has the given grants. */
async function createAppWithGrants(...grants: ProjectGrant[]) {
  const store = await seedStore(memoryStore())
  await store.saveServiceAccount({
    clientId: 'reader',
    secretHash: hashSecret(clientSecret),
    grants,
  })
  const testApp = await createTestApp({ store })
  const status = async (operationId: OperationId, exportBucketId = aws, group = groupId) => {
    const operation = operations[operationId]
    const body = bodies[operationId]
    const response = await testApp.request(
      operationPath(operation, { groupId: group, exportBucketId }),
      {
        method: operation.method,
        headers: { ...(await testApp.bearer()), ...accept(), ...(body && media) },
        ...(body && { body: JSON.stringify(body) }),
      },
    )
    return response.status
  }
  return { ...testApp, status }
}

const owner = { groupId, roles: ['GROUP_OWNER'] }
const buckets = (...ids: string[]) => ({
  exportBucketIds: ids.map((bucketId) => ExportBucketId.parse(bucketId)),
})

const allOperations: readonly OperationId[] = [
  'listGroupBackupExportBuckets',
  'createGroupBackupExportBucket',
  'getGroupBackupExportBucket',
  'updateGroupBackupExportBucket',
  'deleteGroupBackupExportBucket',
]

describe('a grant', () => {
  test('a grant gives access to its project and to no other', async () => {
    const testApp = await createAppWithGrants(owner)
    expect(await testApp.status('getGroupBackupExportBucket')).toBe(200)
    expect(await testApp.status('getGroupBackupExportBucket', aws, otherGroupId)).toBe(404)
  })

  test('a grant without a role gives no access', async () => {
    const testApp = await createAppWithGrants({ groupId, roles: [] })
    expect(await testApp.status('getGroupBackupExportBucket')).toBe(404)
  })

  test('a grant without further limits allows every operation of its role', async () => {
    const testApp = await createAppWithGrants(owner)
    for (const operationId of allOperations)
      expect(await testApp.status(operationId)).toBeLessThan(300)
  })
})

describe('a grant limited to operations', () => {
  test.each(allOperations)('a grant for %s allows no other operation', async (operationId) => {
    const testApp = await createAppWithGrants({ ...owner, operations: [operationId] })
    for (const requestedOperation of allOperations) {
      const status = await testApp.status(requestedOperation)
      if (requestedOperation === operationId) expect(status).toBeLessThan(300)
      else expect(status).toBe(403)
    }
  })

  test('a grant for an operation that the role lacks does not allow it', async () => {
    const operations = ['deleteGroupBackupExportBucket']
    const testApp = await createAppWithGrants({ groupId, roles: ['GROUP_READ_ONLY'], operations })
    expect(await testApp.status('deleteGroupBackupExportBucket')).toBe(401)
  })

  test('an empty list of operations allows none', async () => {
    const testApp = await createAppWithGrants({ ...owner, operations: [] })
    for (const operationId of allOperations) expect(await testApp.status(operationId)).toBe(403)
  })
})

describe('a grant limited to buckets', () => {
  test('other buckets are rejected with 403', async () => {
    const testApp = await createAppWithGrants({ ...owner, ...buckets(aws) })
    expect(await testApp.status('getGroupBackupExportBucket', aws)).toBe(200)
    expect(await testApp.status('updateGroupBackupExportBucket', aws)).toBe(200)
    expect(await testApp.status('getGroupBackupExportBucket', gcp)).toBe(403)
    expect(await testApp.status('deleteGroupBackupExportBucket', gcp)).toBe(403)
  })

  test('a grant may name several buckets', async () => {
    const testApp = await createAppWithGrants({ ...owner, ...buckets(aws, gcp) })
    expect(await testApp.status('getGroupBackupExportBucket', aws)).toBe(200)
    expect(await testApp.status('getGroupBackupExportBucket', gcp)).toBe(200)
  })

  test('the 403 for another bucket is the same whether the bucket exists or not', async () => {
    const testApp = await createAppWithGrants({ ...owner, ...buckets(aws) })
    const headers = await testApp.bearer()
    const responses = [gcp, id('9'), 'malformed'].map(async (exportBucketId) => {
      const path = operationPath(operations.getGroupBackupExportBucket, { groupId, exportBucketId })
      const response = await testApp.request(path, { headers: { ...headers, ...accept() } })
      return [response.status, await response.text()]
    })
    const [firstBody, ...otherBodies] = await Promise.all(responses)
    expect(firstBody).toEqual([403, expect.stringContaining('ACCESS_FORBIDDEN')])
    for (const otherBody of otherBodies) expect(otherBody).toEqual(firstBody)
  })

  test('a missing bucket that the grant names gets 404', async () => {
    const testApp = await createAppWithGrants({ ...owner, ...buckets(id('9')) })
    expect(await testApp.status('getGroupBackupExportBucket', id('9'))).toBe(404)
  })

  test('list and create are rejected, because they are not about one bucket', async () => {
    const testApp = await createAppWithGrants({ ...owner, ...buckets(aws, gcp) })
    expect(await testApp.status('listGroupBackupExportBuckets')).toBe(403)
    expect(await testApp.status('createGroupBackupExportBucket')).toBe(403)
  })

  test('limits on operations and buckets apply together', async () => {
    const operations = ['getGroupBackupExportBucket', 'listGroupBackupExportBuckets']
    const testApp = await createAppWithGrants({ ...owner, operations, ...buckets(aws) })
    expect(await testApp.status('getGroupBackupExportBucket', aws)).toBe(200)
    expect(await testApp.status('getGroupBackupExportBucket', gcp)).toBe(403)
    expect(await testApp.status('updateGroupBackupExportBucket', aws)).toBe(403)
    expect(await testApp.status('listGroupBackupExportBuckets')).toBe(403)
  })
})

describe('several grants for one project', () => {
  test('several grants add up', async () => {
    const testApp = await createAppWithGrants(
      { groupId, roles: ['GROUP_READ_ONLY'], operations: ['listGroupBackupExportBuckets'] },
      { groupId, roles: ['GROUP_READ_ONLY'], ...buckets(aws) },
    )
    expect(await testApp.status('listGroupBackupExportBuckets')).toBe(200)
    expect(await testApp.status('getGroupBackupExportBucket', aws)).toBe(200)
    expect(await testApp.status('getGroupBackupExportBucket', gcp)).toBe(403)
  })

  test('the role of one grant does not apply to the buckets of another', async () => {
    const testApp = await createAppWithGrants(
      { groupId, roles: ['GROUP_READ_ONLY'] },
      { groupId, roles: ['GROUP_BACKUP_MANAGER'], ...buckets(aws) },
    )
    expect(await testApp.status('deleteGroupBackupExportBucket', gcp)).toBe(403)
    expect(await testApp.status('deleteGroupBackupExportBucket', aws)).toBe(204)
  })
})
