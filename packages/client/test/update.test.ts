import { apiVersions, operations, ValidationError, vendorMediaType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { UnexpectedResponseError } from '../src/index.ts'
import { type Answer, failure, inTurn, success, unavailable } from './stand-in/atlas.ts'
import { buckets, exportBucketId, groupId, ids } from './stand-in/buckets.ts'
import { clientOf, rejection } from './stand-in/client.ts'
import { newest } from './stand-in/newest.ts'

const change = { ...ids, requirePrivateNetworking: true }
const updated = (body: object = { ...buckets.AWS, requirePrivateNetworking: true }): Answer =>
  success('updateGroupBackupExportBucket', body)

describe('an update', () => {
  test.each([true, false])(
    'sends requirePrivateNetworking: %s, and answers the bucket',
    async (is) => {
      const body = { ...buckets.AWS, requirePrivateNetworking: is }
      const { client, api } = clientOf({ api: updated(body) })
      const bucket = await client.exportBuckets.update({ ...ids, requirePrivateNetworking: is })
      expect(bucket).toEqual(body)
      expect(api).toHaveLength(1)
      expect(api[0]).toMatchObject({
        method: 'PATCH',
        path: operations.updateGroupBackupExportBucket.path
          .replace('{groupId}', groupId)
          .replace('{exportBucketId}', exportBucketId),
        body: `{"requirePrivateNetworking":${is}}`,
      })
      expect(api[0]?.headers.get('Content-Type')).toBe(vendorMediaType(newest))
    },
  )

  test('answers an AWS bucket, and nothing else', async () => {
    const { client } = clientOf({ api: updated(buckets.GCP) })
    expect(await rejection(client.exportBuckets.update(change))).toBeInstanceOf(
      UnexpectedResponseError,
    )
  })

  test('is sent again with its body after a 401', async () => {
    const { client, api } = clientOf({ api: inTurn(failure('UNAUTHORIZED'), updated()) })
    await client.exportBuckets.update(change)
    const body = '{"requirePrivateNetworking":true}'
    expect(api.map((each) => each.body)).toEqual([body, body])
  })

  test('is not repeated', async () => {
    const { client, api } = clientOf({ api: unavailable(503, { 'Retry-After': '0' }) })
    expect(await rejection(client.exportBuckets.update(change))).toHaveProperty('status', 503)
    expect(api).toHaveLength(1)
  })
})

describe('an update that cannot be is a ValidationError, and not sent', () => {
  async function messageOf(input: object, version = apiVersions.at(-1)) {
    const { client, api, token } = clientOf({ api: updated() }, version && { version })
    const call: Promise<unknown> = Reflect.apply(client.exportBuckets.update, undefined, [input])
    const error = await rejection(call)
    expect(error).toBeInstanceOf(ValidationError)
    expect([...api, ...token]).toEqual([])
    return String(error)
  }

  const tooOld = apiVersions.filter((version) => version < '2024-05-30')

  test.each(tooOld)('at %s, which has no update', async (version) => {
    const expected = `ApiVersion: expected 2024-05-30 or later for updateGroupBackupExportBucket, got "${version}"`
    expect(await messageOf({ ...change, version })).toContain(expected)
    expect(await messageOf(change, version)).toContain(expected)
  })

  test.each([null, 'true', 1])('with requirePrivateNetworking: %s', async (value) => {
    expect(await messageOf({ ...ids, requirePrivateNetworking: value })).toContain(
      'updateGroupBackupExportBucket at 2024-05-30: requirePrivateNetworking: expected true or false',
    )
  })

  test.each([{}, { requirePrivateNetworking: undefined }])('without a change: %j', async (none) => {
    expect(await messageOf({ ...ids, ...none })).toContain('requirePrivateNetworking: missing')
  })

  test('without ids', async () => {
    expect(await messageOf({ requirePrivateNetworking: true })).toContain('GroupId: ')
    expect(await messageOf({ groupId, requirePrivateNetworking: true })).toContain(
      'ExportBucketId: ',
    )
  })
})
