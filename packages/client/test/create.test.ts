import {
  apiVersions,
  type CloudProvider,
  operations,
  ValidationError,
  vendorMediaType,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { AtlasApiError, NetworkError } from '../src/index.ts'
import { buckets, createBodies, groupId } from './fakes/buckets.ts'
import {
  type FakeHandler,
  respondInSequence,
  respondWithBody,
  respondWithError,
  respondWithStatus,
} from './fakes/fake-atlas.ts'
import { newestResourceVersion } from './fakes/newest-version.ts'
import { catchRejection, createTestClient, noAuth } from './fakes/test-client.ts'

const respondCreated = (body: object = buckets.AWS): FakeHandler =>
  respondWithBody('createGroupBackupExportBucket', body)
const expectedBody = JSON.stringify(createBodies.AWS)
const providers: readonly CloudProvider[] = ['AWS', 'AZURE', 'GCP']

describe('create', () => {
  test.each(providers)(
    'create sends a bucket of %s as JSON and returns the response body unchanged',
    async (provider) => {
      const { client, api } = createTestClient({ api: respondCreated(buckets[provider]) })
      const bucket = await client.exportBuckets.create({ groupId, bucket: createBodies[provider] })
      expect(bucket).toEqual(buckets[provider])
      expect(api).toHaveLength(1)
      expect(api[0]).toMatchObject({
        method: 'POST',
        path: operations.createGroupBackupExportBucket.path.replace('{groupId}', groupId),
        search: '',
        body: JSON.stringify(createBodies[provider]),
      })
    },
  )

  test.each(apiVersions)(
    'create sends the API date %s in Content-Type and Accept',
    async (version) => {
      const { client, api } = createTestClient({ api: respondCreated() })
      await client.exportBuckets.create({ groupId, bucket: createBodies.AWS, version })
      const [{ headers } = { headers: new Headers() }] = api
      expect(headers.get('Content-Type')).toBe(vendorMediaType(version))
      expect(headers.get('Accept')).toBe(vendorMediaType(version))
    },
  )
})

test('a field that is undefined is omitted, as in JSON', async () => {
  const { client, api } = createTestClient({ api: respondCreated() })
  const bucket = { ...createBodies.AWS, requirePrivateNetworking: undefined, roleId: undefined }
  await Reflect.apply(client.exportBuckets.create, undefined, [{ groupId, bucket }])
  expect(api[0]).toMatchObject({ body: expectedBody })
})

describe('an invalid bucket', () => {
  async function validationIssues(input: object) {
    const { client, api, token } = createTestClient({ api: respondCreated() })
    const call: Promise<unknown> = Reflect.apply(client.exportBuckets.create, undefined, [
      { groupId, ...input },
    ])
    const error = await catchRejection(call)
    expect(error).toBeInstanceOf(ValidationError)
    expect([...api, ...token]).toEqual([])
    return error
  }

  test('the ValidationError lists every violation', async () => {
    const error = await validationIssues({ bucket: { cloudProvider: 'AWS', region: 'us-east-1' } })
    expect(error).toHaveProperty(
      'message',
      `createGroupBackupExportBucket at ${newestResourceVersion('createGroupBackupExportBucket')}: bucketName: missing; iamRoleId: missing: use Atlas's id of the role, which \`export-buckets role list\` prints; region: unknown field`,
    )
    expect(error).toHaveProperty('code', 'INVALID_VALUE')
    expect(error).toMatchObject({
      issues: [{ path: ['bucketName'] }, { path: ['iamRoleId'] }, { path: ['region'] }],
    })
  })

  test.each([
    ['an ARN', 'arn:aws:iam::123456789012:role/export', 'the ARN of an IAM role'],
    ['a UUID', '4297fc77-1592-4de8-a6d5-a8c32401df87', 'a UUID, as Azure uses for service'],
    [
      'an address',
      'a@p-1.iam.gserviceaccount.com',
      'the address of a Google Cloud service account',
    ],
  ])('the ValidationError says which id is needed instead of %s', async (_, id, kind) => {
    for (const bucket of [
      { ...createBodies.AWS, iamRoleId: id },
      { ...createBodies.AZURE, roleId: id },
      { ...createBodies.GCP, roleId: id },
    ]) {
      expect(await validationIssues({ bucket })).toHaveProperty(
        'message',
        expect.stringMatching(`oleId: expected 24 lower-case hexadecimal digits, got ${kind}`),
      )
    }
  })

  test.each([
    [{}, 'expected an object, got undefined'],
    [{ bucket: null }, 'expected an object, got null'],
    [{ bucket: [] }, 'expected an object, got an array'],
    [{ bucket: expectedBody }, 'expected an object, got "{'],
    [
      { bucket: { ...createBodies.AWS, cloudProvider: 'OVH' } },
      'cloudProvider: expected AWS, AZURE, GCP, got "OVH"',
    ],
    [
      { bucket: { ...createBodies.AWS, bucketName: 'A' } },
      'bucketName: expected at least 3 characters',
    ],
    [{ bucket: { ...createBodies.AWS, bucketName: 'Upper' } }, 'bucketName: expected lower-case'],
    [{ bucket: { ...createBodies.AWS, bucketName: undefined } }, 'bucketName: missing'],
    [
      { bucket: createBodies.AZURE, version: '2023-11-15' },
      'createGroupBackupExportBucket at 2023-01-01: ',
    ],
    [{ bucket: createBodies.AWS, groupId: 'x' }, 'GroupId: '],
  ])(
    'create with %j rejects with a ValidationError, and nothing is sent',
    async (input, message) => {
      expect(await validationIssues(input)).toHaveProperty(
        'message',
        expect.stringContaining(message),
      )
    },
  )
})

describe('how often create is sent', () => {
  const createBucket = (api: FakeHandler) => {
    const atlas = createTestClient({ api })
    const call = atlas.client.exportBuckets.create({ groupId, bucket: createBodies.AWS })
    return { ...atlas, call, bodies: () => atlas.api.map(({ body }) => body) }
  }

  test('create is sent again with its body after a 401 that rejects an expired token', async () => {
    const { call, api, token, bodies } = createBucket(
      respondInSequence(respondWithError('UNAUTHORIZED'), respondCreated()),
    )
    expect(await call).toEqual(buckets.AWS)
    expect(bodies()).toEqual([expectedBody, expectedBody])
    expect(api.map(({ headers }) => headers.get('Authorization'))).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ])
    expect(new Set(api.map(({ headers }) => headers.get('Content-Type')))).toHaveProperty('size', 1)
    expect(token).toHaveLength(2)
  })

  test('create is not sent a third time when the new token is rejected too', async () => {
    const { call, bodies } = createBucket(respondWithError('UNAUTHORIZED'))
    expect(await catchRejection(call)).toHaveProperty('status', 401)
    expect(bodies()).toEqual([expectedBody, expectedBody])
  })

  test.each([429, 502, 503, 504])('create is not retried after %i', async (status) => {
    const { call, bodies } = createBucket(respondWithStatus(status, { 'Retry-After': '0' }))
    expect(await catchRejection(call)).toBeInstanceOf(AtlasApiError)
    expect(bodies()).toEqual([expectedBody])
  })

  test('create is not retried after a network failure', async () => {
    let attempts = 0
    const fetch = () => {
      attempts++
      throw new TypeError('fetch failed')
    }
    const { client } = createTestClient({}, { auth: noAuth, fetch })
    const call = client.exportBuckets.create({ groupId, bucket: createBodies.AWS })
    expect(await catchRejection(call)).toBeInstanceOf(NetworkError)
    expect(attempts).toBe(1)
  })
})
