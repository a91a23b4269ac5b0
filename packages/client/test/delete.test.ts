import { operations, vendorMediaType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { AtlasApiError, createClient, UnexpectedResponseError } from '../src/index.ts'
import { type Answer, failure, inTurn, noContent, standIn, success } from './stand-in/atlas.ts'
import { exportBucketId, groupId, ids } from './stand-in/buckets.ts'
import { clientOf, noAuth, rejection } from './stand-in/client.ts'
import { listenTo } from './stand-in/listen.ts'

const deleting = (api: Answer) => clientOf({ api }, { auth: noAuth, retry: { baseDelay: 0 } })
const gone = failure('EXPORT_BUCKET_NOT_FOUND')
const busy = failure('SERVICE_UNAVAILABLE')

describe('a deletion', () => {
  test('answers nothing', async () => {
    const { client, api } = deleting(noContent)
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

  test('has the date in Accept, and no Content-Type, for it has no content', async () => {
    const { client, api } = deleting(noContent)
    await client.exportBuckets.delete({ ...ids, version: '2023-10-01' })
    expect(api[0]?.headers.get('Accept')).toBe(vendorMediaType('2023-10-01'))
    expect(api[0]?.headers.has('Content-Type')).toBe(false)
  })

  test('goes over a connection that is used again', async () => {
    const { app, api } = standIn({ api: noContent })
    const client = createClient({ auth: noAuth, baseUrl: await listenTo(app) })
    for (let nth = 0; nth < 3; nth++) await client.exportBuckets.delete(ids)
    expect(api).toHaveLength(3)
  })

  test('of a bucket in use says what to turn off first', async () => {
    const { client } = deleting(failure('EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE'))
    const error = await rejection(client.exportBuckets.delete(ids))
    expect(error).toBeInstanceOf(AtlasApiError)
    expect(error).toHaveProperty(
      'message',
      'deleteGroupBackupExportBucket: 400 EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE: The export bucket is in use by the backup schedule of a cluster. Turn off automatic export (autoExportEnabled) in the backup schedule of every cluster that exports to the bucket, then delete it.',
    )
  })
})

describe('a body where none belongs', () => {
  test('is ignored', async () => {
    const { client } = deleting(success('deleteGroupBackupExportBucket', { status: 204 }))
    expect(await client.exportBuckets.delete(ids)).toBeUndefined()
  })

  test.each([200, 202] as const)(
    'that is not Atlas’s, with %i, is an UnexpectedResponseError: a proxy that answers deletes nothing',
    async (status) => {
      const { client } = deleting((c) => c.html('<title>Sign in</title>', status))
      const error = await rejection(client.exportBuckets.delete(ids))
      expect(error).toBeInstanceOf(UnexpectedResponseError)
      expect(error).toHaveProperty('message', expect.stringContaining('<title>Sign in</title>'))
    },
  )
})

describe('a bucket that is not there', () => {
  test('is an error', async () => {
    const { client, api } = deleting(gone)
    const error = await rejection(client.exportBuckets.delete(ids))
    expect(error).toMatchObject({ status: 404, errorCode: 'EXPORT_BUCKET_NOT_FOUND' })
    expect(api).toHaveLength(1)
  })

  test('counts as deleted with ignoreMissing', async () => {
    const { client, api } = deleting(gone)
    expect(await client.exportBuckets.delete({ ...ids, ignoreMissing: true })).toBeUndefined()
    expect(api).toHaveLength(1)
  })

  test.each([
    'GROUP_NOT_FOUND',
    'INVALID_GROUP_ID',
    'RESOURCE_NOT_FOUND',
    'ACCESS_FORBIDDEN',
    'EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE',
  ] as const)('is all that ignoreMissing ignores: not %s', async (name) => {
    const { client } = deleting(failure(name))
    const failed = client.exportBuckets.delete({ ...ids, ignoreMissing: true })
    expect(await rejection(failed)).toHaveProperty('errorCode', name)
  })
})

describe('a repeat', () => {
  test('of a deletion comes after 503', async () => {
    const { client, api } = deleting(inTurn(busy, busy, noContent))
    expect(await client.exportBuckets.delete(ids)).toBeUndefined()
    expect(api).toHaveLength(3)
  })

  test('that finds no bucket is an error: the first attempt may have deleted it, or nobody', async () => {
    const { client, api } = deleting(inTurn(busy, gone))
    const error = await rejection(client.exportBuckets.delete(ids))
    expect(error).toHaveProperty('errorCode', 'EXPORT_BUCKET_NOT_FOUND')
    expect(api).toHaveLength(2)
  })

  test('that finds no bucket is a success with ignoreMissing', async () => {
    const { client, api } = deleting(inTurn(busy, gone))
    await client.exportBuckets.delete({ ...ids, ignoreMissing: true })
    expect(api).toHaveLength(2)
  })
})
