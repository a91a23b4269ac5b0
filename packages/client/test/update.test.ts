import { apiVersions, operations, ValidationError, vendorMediaType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { UnexpectedResponseError } from '../src/index.ts'
import { buckets, exportBucketId, groupId, ids } from './fakes/buckets.ts'
import {
  type FakeHandler,
  respondInSequence,
  respondWithBody,
  respondWithError,
  respondWithStatus,
} from './fakes/fake-atlas.ts'
import { newestVersion } from './fakes/newest-version.ts'
import { catchRejection, createTestClient } from './fakes/test-client.ts'

const change = { ...ids, requirePrivateNetworking: true }
const respondUpdated = (
  body: object = { ...buckets.AWS, requirePrivateNetworking: true },
): FakeHandler => respondWithBody('updateGroupBackupExportBucket', body)

describe('update', () => {
  test.each([true, false])(
    'requirePrivateNetworking: %s is sent, and the bucket is returned',
    async (isPrivate) => {
      const body = { ...buckets.AWS, requirePrivateNetworking: isPrivate }
      const { client, api } = createTestClient({ api: respondUpdated(body) })
      const bucket = await client.exportBuckets.update({
        ...ids,
        requirePrivateNetworking: isPrivate,
      })
      expect(bucket).toEqual(body)
      expect(api).toHaveLength(1)
      expect(api[0]).toMatchObject({
        method: 'PATCH',
        path: operations.updateGroupBackupExportBucket.path
          .replace('{groupId}', groupId)
          .replace('{exportBucketId}', exportBucketId),
        body: `{"requirePrivateNetworking":${isPrivate}}`,
      })
      expect(api[0]?.headers.get('Content-Type')).toBe(vendorMediaType(newestVersion))
    },
  )

  test('a response that is not an AWS bucket is an UnexpectedResponseError', async () => {
    const { client } = createTestClient({ api: respondUpdated(buckets.GCP) })
    expect(await catchRejection(client.exportBuckets.update(change))).toBeInstanceOf(
      UnexpectedResponseError,
    )
  })

  test('update is sent again with its body after a 401', async () => {
    const { client, api } = createTestClient({
      api: respondInSequence(respondWithError('UNAUTHORIZED'), respondUpdated()),
    })
    await client.exportBuckets.update(change)
    const body = '{"requirePrivateNetworking":true}'
    expect(api.map((request) => request.body)).toEqual([body, body])
  })

  test('update is not retried', async () => {
    const { client, api } = createTestClient({
      api: respondWithStatus(503, { 'Retry-After': '0' }),
    })
    expect(await catchRejection(client.exportBuckets.update(change))).toHaveProperty('status', 503)
    expect(api).toHaveLength(1)
  })
})

describe('invalid input of update', () => {
  async function validationMessage(input: object, version = apiVersions.at(-1)) {
    const { client, api, token } = createTestClient(
      { api: respondUpdated() },
      version && { version },
    )
    const call: Promise<unknown> = Reflect.apply(client.exportBuckets.update, undefined, [input])
    const error = await catchRejection(call)
    expect(error).toBeInstanceOf(ValidationError)
    expect([...api, ...token]).toEqual([])
    return String(error)
  }

  const versionsBeforeUpdate = apiVersions.filter((version) => version < '2024-05-30')

  test.each(versionsBeforeUpdate)(
    'API date %s, which has no update, is a ValidationError',
    async (version) => {
      const expected = `ApiVersion: expected 2024-05-30 or later for updateGroupBackupExportBucket, got "${version}"`
      expect(await validationMessage({ ...change, version })).toContain(expected)
      expect(await validationMessage(change, version)).toContain(expected)
    },
  )

  test.each([null, 'true', 1])(
    'requirePrivateNetworking: %s is a ValidationError',
    async (value) => {
      expect(await validationMessage({ ...ids, requirePrivateNetworking: value })).toContain(
        'updateGroupBackupExportBucket at 2024-05-30: requirePrivateNetworking: expected true or false',
      )
    },
  )

  test.each([{}, { requirePrivateNetworking: undefined }])(
    'input without a change is a ValidationError: %j',
    async (emptyChange) => {
      expect(await validationMessage({ ...ids, ...emptyChange })).toContain(
        'requirePrivateNetworking: missing',
      )
    },
  )

  test('missing ids are a ValidationError', async () => {
    expect(await validationMessage({ requirePrivateNetworking: true })).toContain('GroupId: ')
    expect(await validationMessage({ groupId, requirePrivateNetworking: true })).toContain(
      'ExportBucketId: ',
    )
  })
})
