import { vendorMediaType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { replicaSet } from './cluster-operations.ts'
import {
  accept,
  buckets,
  createTestApp,
  groupId,
  id,
  path,
  type TestApp,
} from './create-test-app.ts'
import { createSchedule } from './stored-resources.ts'

const [aws, azure, gcp] = buckets
if (!aws || !azure || !gcp) throw new Error('a bucket is missing')

async function send(
  testApp: TestApp,
  method: string,
  target: string,
  body?: unknown,
  headers: Record<string, string> = accept(),
) {
  return testApp.request(target, {
    method,
    headers: {
      ...(await testApp.bearer('manager')),
      ...(body !== undefined && { 'Content-Type': vendorMediaType('2024-05-30') }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

describe('updateGroupBackupExportBucket', () => {
  const change = { requirePrivateNetworking: true }

  test('the updated bucket is returned and stored', async () => {
    const testApp = await createTestApp()
    const response = await send(testApp, 'PATCH', path(aws._id), change)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ ...aws, ...change })
    expect(await (await testApp.get(path(aws._id))).json()).toEqual({ ...aws, ...change })
  })

  test.each([azure, gcp])(
    'a bucket of $cloudProvider has no field to update and gets 400',
    async ({ _id, cloudProvider }) => {
      const response = await send(await createTestApp(), 'PATCH', path(_id), change)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({
        errorCode: 'VALIDATION_ERROR',
        detail: expect.stringContaining(cloudProvider),
      })
    },
  )

  test.each([{}, { requirePrivateNetworking: 'true' }, { ...change, bucketName: 'x' }])(
    'the invalid body %j gets 400',
    async (body) => {
      expect((await send(await createTestApp(), 'PATCH', path(aws._id), body)).status).toBe(400)
    },
  )

  test('versions before 2024-05-30 do not have the operation and get 406', async () => {
    const response = await send(
      await createTestApp(),
      'PATCH',
      path(aws._id),
      change,
      accept('2023-11-15'),
    )
    expect(response.status).toBe(406)
  })

  test('an unknown bucket gets 404 before the body is checked', async () => {
    expect((await send(await createTestApp(), 'PATCH', path(id('0')), { x: 1 })).status).toBe(404)
  })

  test('a bucket that is deleted during the update gets 404 and is not restored', async () => {
    const testApp = await createTestApp()
    const storeWithoutBucket = { ...testApp.store, replaceExportBucket: async () => false }
    const response = await send(
      await createTestApp({ store: storeWithoutBucket }),
      'PATCH',
      path(aws._id),
      change,
    )
    expect(response.status).toBe(404)
  })
})

describe('deleteGroupBackupExportBucket', () => {
  test.each(buckets)(
    'a deleted bucket of $cloudProvider gets 204 without a body and with the recorded media type',
    async ({ _id }) => {
      const testApp = await createTestApp()
      const response = await send(testApp, 'DELETE', path(_id), undefined, accept('2025-03-12'))
      expect(response.status).toBe(204)
      expect(await response.text()).toBe('')
      expect(response.headers.get('Content-Type')).toBe(
        'application/vnd.atlas.2023-01-01+json;charset=utf-8',
      )
      expect((await testApp.get(path(_id))).status).toBe(404)
      expect((await send(testApp, 'DELETE', path(_id))).status).toBe(404)
    },
  )

  test('a bucket in use gets 400 and is not deleted', async () => {
    const testApp = await createTestApp()
    await testApp.store.saveSchedule(groupId, replicaSet, createSchedule(aws._id))
    const response = await send(testApp, 'DELETE', path(aws._id))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      errorCode: 'EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE',
    })
    expect((await testApp.get(path(aws._id))).status).toBe(200)
  })

  test('an invalid query gets 400, and the bucket is not deleted', async () => {
    const testApp = await createTestApp()
    expect((await send(testApp, 'DELETE', `${path(aws._id)}?envelope=maybe`)).status).toBe(400)
    expect((await testApp.get(path(aws._id))).status).toBe(200)
  })

  test('a malformed id gets 404', async () => {
    expect((await send(await createTestApp(), 'DELETE', path('nope'))).status).toBe(404)
  })

  test('the caller needs Project Backup Manager', async () => {
    const testApp = await createTestApp()
    const headers = { ...(await testApp.bearer('reader')), ...accept() }
    expect((await testApp.request(path(aws._id), { method: 'DELETE', headers })).status).toBe(401)
  })
})
