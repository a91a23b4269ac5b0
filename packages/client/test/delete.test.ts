import { operations, vendorMediaType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { AtlasApiError, createClient, UnexpectedResponseError } from '../src/index.ts'
import { exportBucketId, groupId, ids } from './fakes/buckets.ts'
import {
  createFakeAtlas,
  type FakeHandler,
  respondInSequence,
  respondNoContent,
  respondWithBody,
  respondWithError,
} from './fakes/fake-atlas.ts'
import { listenApp } from './fakes/listen-app.ts'
import { catchRejection, createTestClient, noAuth } from './fakes/test-client.ts'

const createDeletingClient = (api: FakeHandler) =>
  createTestClient({ api }, { auth: noAuth, retry: { baseDelay: 0 } })
const notFound = respondWithError('EXPORT_BUCKET_NOT_FOUND')
const unavailable = respondWithError('SERVICE_UNAVAILABLE')

describe('delete', () => {
  test('delete resolves with undefined', async () => {
    const { client, api } = createDeletingClient(respondNoContent)
    expect(await client.exportBuckets.delete(ids)).toBeUndefined()
    expect(api).toHaveLength(1)
    expect(api[0]).toMatchObject({
      method: 'DELETE',
      path: operations.deleteGroupBackupExportBucket.path
        .replace('{groupId}', groupId)
        .replace('{exportBucketId}', exportBucketId),
      body: '',
    })
  })

  test('the request has the API date in Accept and no Content-Type, because it has no body', async () => {
    const { client, api } = createDeletingClient(respondNoContent)
    await client.exportBuckets.delete({ ...ids, version: '2023-10-01' })
    expect(api[0]?.headers.get('Accept')).toBe(vendorMediaType('2023-10-01'))
    expect(api[0]?.headers.has('Content-Type')).toBe(false)
  })

  test('delete reuses its connection', async () => {
    const { app, api } = createFakeAtlas({ api: respondNoContent })
    const client = createClient({ auth: noAuth, baseUrl: await listenApp(app) })
    for (let nth = 0; nth < 3; nth++) await client.exportBuckets.delete(ids)
    expect(api).toHaveLength(3)
  })

  test('the error for a bucket in use says what to turn off first', async () => {
    const { client } = createDeletingClient(
      respondWithError('EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE'),
    )
    const error = await catchRejection(client.exportBuckets.delete(ids))
    expect(error).toBeInstanceOf(AtlasApiError)
    expect(error).toHaveProperty(
      'message',
      'deleteGroupBackupExportBucket: 400 EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE: The export bucket is in use by the backup schedule of a cluster. Turn off auto export (autoExportEnabled) in the backup schedule of every cluster that exports to the bucket, then delete it.',
    )
  })
})

describe('an unexpected body', () => {
  test('the body of a 204 is ignored', async () => {
    const { client } = createDeletingClient(
      respondWithBody('deleteGroupBackupExportBucket', { status: 204 }),
    )
    expect(await client.exportBuckets.delete(ids)).toBeUndefined()
  })

  test.each([200, 202] as const)(
    'a body that is not from Atlas, with %i, is an UnexpectedResponseError, because a proxy deleted nothing',
    async (status) => {
      const { client } = createDeletingClient((c) => c.html('<title>Sign in</title>', status))
      const error = await catchRejection(client.exportBuckets.delete(ids))
      expect(error).toBeInstanceOf(UnexpectedResponseError)
      expect(error).toHaveProperty('message', expect.stringContaining('<title>Sign in</title>'))
    },
  )
})

describe('a missing bucket', () => {
  test('delete rejects when the bucket does not exist', async () => {
    const { client, api } = createDeletingClient(notFound)
    const error = await catchRejection(client.exportBuckets.delete(ids))
    expect(error).toMatchObject({ status: 404, errorCode: 'EXPORT_BUCKET_NOT_FOUND' })
    expect(api).toHaveLength(1)
  })

  test('delete with ignoreMissing resolves when the bucket does not exist', async () => {
    const { client, api } = createDeletingClient(notFound)
    expect(await client.exportBuckets.delete({ ...ids, ignoreMissing: true })).toBeUndefined()
    expect(api).toHaveLength(1)
  })

  test.each([
    'GROUP_NOT_FOUND',
    'INVALID_GROUP_ID',
    'RESOURCE_NOT_FOUND',
    'ACCESS_FORBIDDEN',
    'EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE',
  ] as const)('delete with ignoreMissing still rejects for %s', async (name) => {
    const { client } = createDeletingClient(respondWithError(name))
    const call = client.exportBuckets.delete({ ...ids, ignoreMissing: true })
    expect(await catchRejection(call)).toHaveProperty('errorCode', name)
  })
})

describe('a retried delete', () => {
  test('delete is retried after 503', async () => {
    const { client, api } = createDeletingClient(
      respondInSequence(unavailable, unavailable, respondNoContent),
    )
    expect(await client.exportBuckets.delete(ids)).toBeUndefined()
    expect(api).toHaveLength(3)
  })

  test('a retried delete that gets 404 rejects, because the bucket may never have existed', async () => {
    const { client, api } = createDeletingClient(respondInSequence(unavailable, notFound))
    const error = await catchRejection(client.exportBuckets.delete(ids))
    expect(error).toHaveProperty('errorCode', 'EXPORT_BUCKET_NOT_FOUND')
    expect(api).toHaveLength(2)
  })

  test('a retried delete that gets 404 resolves with ignoreMissing', async () => {
    const { client, api } = createDeletingClient(respondInSequence(unavailable, notFound))
    await client.exportBuckets.delete({ ...ids, ignoreMissing: true })
    expect(api).toHaveLength(2)
  })
})
