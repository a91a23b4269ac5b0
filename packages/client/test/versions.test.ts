import { apiVersions, operations, vendorContentType, vendorMediaType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { UnexpectedResponseError } from '../src/index.ts'
import { buckets, ids } from './fakes/buckets.ts'
import { type FakeHandler, respondWithBucket } from './fakes/fake-atlas.ts'
import { newestResourceVersion, newestVersion } from './fakes/newest-version.ts'
import { catchRejection, createTestClient, noAuth } from './fakes/test-client.ts'

const resourceVersion = newestResourceVersion('getGroupBackupExportBucket')

const respondWithJson =
  (body: string, contentType: string): FakeHandler =>
  (c) =>
    c.body(body, 200, { 'Content-Type': contentType })

describe('get', () => {
  test.each(Object.entries(buckets))('a bucket of %s is returned unchanged', async (_, body) => {
    const { client } = createTestClient({ api: respondWithBucket(body) })
    expect(await client.exportBuckets.get(ids)).toEqual(body)
  })

  test('keys that the schema does not name are preserved', async () => {
    const body = {
      ...buckets.GCP,
      links: [{ href: 'https://x.test', rel: 'self' }],
      later: { a: [1] },
    }
    const { client } = createTestClient({ api: respondWithBucket(body) })
    expect(await client.exportBuckets.get(ids)).toEqual(body)
  })

  test('the request has the method and path of the operation, and Accept', async () => {
    const { client, api } = createTestClient()
    await client.exportBuckets.get(ids)
    expect(api).toHaveLength(1)
    expect(api[0]?.method).toBe('GET')
    expect(api[0]?.path).toBe(
      operations.getGroupBackupExportBucket.path
        .replace('{groupId}', ids.groupId)
        .replace('{exportBucketId}', ids.exportBucketId),
    )
    expect(api[0]?.headers.get('Accept')).toBe(vendorMediaType(newestVersion))
  })
})

describe('the requested API date', () => {
  const sentAccept = async (
    client: Parameters<typeof createTestClient>[1],
    version?: (typeof apiVersions)[number],
  ) => {
    const atlas = createTestClient({}, { auth: noAuth, ...client })
    await atlas.client.exportBuckets.get({ ...ids, ...(version && { version }) })
    return atlas.api[0]?.headers.get('Accept')
  }

  test('the date is the call’s, or else the client’s, or else the newest', async () => {
    expect(await sentAccept({})).toBe(vendorMediaType(newestVersion))
    expect(await sentAccept({ version: '2024-05-30' })).toBe(vendorMediaType('2024-05-30'))
    expect(await sentAccept({ version: '2024-05-30' }, '2023-11-15')).toBe(
      vendorMediaType('2023-11-15'),
    )
  })

  test.each(apiVersions)('%s is served in its resource version', async (version) => {
    const { client } = createTestClient({}, { auth: noAuth })
    expect(await client.exportBuckets.get({ ...ids, version })).toEqual(buckets.AWS)
  })
})

describe('an unexpected response', () => {
  const validContentType = vendorContentType(resourceVersion)

  async function catchError(
    api: FakeHandler,
    version: (typeof apiVersions)[number] = newestVersion,
  ) {
    return catchRejection(
      createTestClient({ api }, { auth: noAuth }).client.exportBuckets.get({ ...ids, version }),
    )
  }

  test('the UnexpectedResponseError has the operation, the version and every violation', async () => {
    const error = await catchError(
      respondWithJson('{"_id":"x","bucketName":"ab","cloudProvider":"GCP"}', validContentType),
    )
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(error).toMatchObject({
      code: 'UNEXPECTED_RESPONSE',
      operationId: 'getGroupBackupExportBucket',
      version: newestVersion,
      issues: [
        { path: ['_id'] },
        { path: ['bucketName'] },
        { path: ['roleId'], message: 'missing' },
      ],
    })
    expect(error).toHaveProperty(
      'message',
      expect.stringMatching(
        RegExp(
          `^getGroupBackupExportBucket at ${newestVersion}: _id: .+; bucketName: .+; roleId: missing`,
        ),
      ),
    )
  })

  test.each(['', 'not json', '{"_id":', 'undefined'])(
    'a body that is not JSON is rejected: "%s"',
    async (body) => {
      expect(await catchError(respondWithJson(body, validContentType))).toHaveProperty(
        'message',
        expect.stringContaining(': expected JSON'),
      )
    },
  )

  test.each(['null', '[]', '1', '"text"', '{}'])(
    'JSON that is not a bucket is rejected: %s',
    async (body) => {
      expect(await catchError(respondWithJson(body, validContentType))).toBeInstanceOf(
        UnexpectedResponseError,
      )
    },
  )

  test.each([
    ['text/html'],
    ['application/json'],
    [vendorContentType('2023-01-01')],
    [vendorContentType('2025-01-01')],
    [`application/vnd.atlas.${resourceVersion}+csv`],
  ])('a Content-Type that was not requested is rejected: %s', async (contentType) => {
    const error = await catchError(respondWithJson(JSON.stringify(buckets.AWS), contentType))
    const message = `expected Content-Type ${vendorMediaType(resourceVersion)}, got ${contentType}`
    expect(error).toHaveProperty('issues', [{ path: [], code: 'rule', message }])
  })

  test('a newer version than requested is rejected', async () => {
    const error = await catchError(
      respondWithJson(JSON.stringify(buckets.AWS), validContentType),
      '2023-11-15',
    )
    expect(error).toHaveProperty('message', expect.stringContaining(vendorMediaType('2023-01-01')))
  })

  test('a response without a body and a Content-Type is rejected', async () => {
    const error = await catchError(() => new Response(null, { status: 204 }))
    expect(error).toHaveProperty('message', expect.stringContaining('got none'))
  })

  test('an Azure bucket in a version with AWS buckets only is rejected', async () => {
    const error = await catchError(respondWithBucket(buckets.AZURE), '2023-11-15')
    expect(error).toHaveProperty(
      'message',
      expect.stringContaining('cloudProvider: expected AWS, got "AZURE"'),
    )
  })

  test('the message is short, even for a long body', async () => {
    const error = await catchError(respondWithJson('x'.repeat(100_000), validContentType))
    expect(String(error).length).toBeLessThan(700)
  })
})

test('the media type is case-insensitive and may have parameters', async () => {
  const contentType = `Application/VND.Atlas.${resourceVersion}+JSON ; charset=UTF-8; x=1`
  const { client } = createTestClient({
    api: respondWithJson(JSON.stringify(buckets.GCP), contentType),
  })
  expect(await client.exportBuckets.get(ids)).toEqual(buckets.GCP)
})
