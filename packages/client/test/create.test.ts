import {
  apiVersions,
  type CloudProvider,
  operations,
  ValidationError,
  vendorMediaType,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { AtlasApiError, NetworkError } from '../src/index.ts'
import { type Answer, failure, inTurn, success, unavailable } from './stand-in/atlas.ts'
import { buckets, groupId, requests } from './stand-in/buckets.ts'
import { clientOf, noAuth, rejection } from './stand-in/client.ts'
import { newestOf } from './stand-in/newest.ts'

const created = (body: object = buckets.AWS): Answer =>
  success('createGroupBackupExportBucket', body)
const sent = JSON.stringify(requests.AWS)
const providers: readonly CloudProvider[] = ['AWS', 'AZURE', 'GCP']

describe('a bucket to create', () => {
  test.each(providers)('of %s is sent as its JSON, and answered as it came', async (provider) => {
    const { client, api } = clientOf({ api: created(buckets[provider]) })
    const bucket = await client.exportBuckets.create({ groupId, bucket: requests[provider] })
    expect(bucket).toEqual(buckets[provider])
    expect(api).toHaveLength(1)
    expect(api[0]).toMatchObject({
      method: 'POST',
      path: operations.createGroupBackupExportBucket.path.replace('{groupId}', groupId),
      search: '',
      body: JSON.stringify(requests[provider]),
    })
  })

  test.each(apiVersions)('at %s has that date in Content-Type and in Accept', async (version) => {
    const { client, api } = clientOf({ api: created() })
    await client.exportBuckets.create({ groupId, bucket: requests.AWS, version })
    const [{ headers } = { headers: new Headers() }] = api
    expect(headers.get('Content-Type')).toBe(vendorMediaType(version))
    expect(headers.get('Accept')).toBe(vendorMediaType(version))
  })
})

test('a field that is undefined is as good as left out, as in JSON', async () => {
  const { client, api } = clientOf({ api: created() })
  const bucket = { ...requests.AWS, requirePrivateNetworking: undefined, roleId: undefined }
  await Reflect.apply(client.exportBuckets.create, undefined, [{ groupId, bucket }])
  expect(api[0]).toMatchObject({ body: sent })
})

describe('before anything is sent, a bucket that cannot be is a ValidationError', () => {
  async function issuesOf(input: object) {
    const { client, api, token } = clientOf({ api: created() })
    const call: Promise<unknown> = Reflect.apply(client.exportBuckets.create, undefined, [
      { groupId, ...input },
    ])
    const error = await rejection(call)
    expect(error).toBeInstanceOf(ValidationError)
    expect([...api, ...token]).toEqual([])
    return error
  }

  test('that names every violation, and where a role’s id comes from', async () => {
    const error = await issuesOf({ bucket: { cloudProvider: 'AWS', region: 'us-east-1' } })
    expect(error).toHaveProperty(
      'message',
      `createGroupBackupExportBucket at ${newestOf('createGroupBackupExportBucket')}: bucketName: missing; iamRoleId: missing (the project’s cloud provider access gives it: POST /api/atlas/v2/groups/{groupId}/cloudProviderAccess answers it as roleId); region: unknown field`,
    )
    expect(error).toHaveProperty('code', 'INVALID_VALUE')
    expect(error).toMatchObject({
      issues: [{ path: ['bucketName'] }, { path: ['iamRoleId'] }, { path: ['region'] }],
    })
  })

  const origin = expect.stringContaining('/cloudProviderAccess answers it as roleId')

  test('that says so of an ARN in its place too', async () => {
    const iamRoleId = 'arn:aws:iam::123456789012:role/export'
    const error = await issuesOf({ bucket: { ...requests.AWS, iamRoleId } })
    expect(error).toHaveProperty('issues', [
      { path: ['iamRoleId'], code: 'format', message: origin },
    ])
  })

  test('that says so of the roleId that is missing, not of the iamRoleId that is too much', async () => {
    const { roleId: iamRoleId, ...rest } = requests.GCP
    const error = await issuesOf({ bucket: { ...rest, iamRoleId } })
    expect(error).toHaveProperty('issues', [
      { path: ['roleId'], code: 'missing', message: origin },
      { path: ['iamRoleId'], code: 'unknown', message: 'unknown field' },
    ])
  })

  test.each([
    [{}, 'expected an object, got undefined'],
    [{ bucket: null }, 'expected an object, got null'],
    [{ bucket: [] }, 'expected an object, got an array'],
    [{ bucket: sent }, 'expected an object, got "{'],
    [
      { bucket: { ...requests.AWS, cloudProvider: 'OVH' } },
      'cloudProvider: expected AWS, AZURE, GCP, got "OVH"',
    ],
    [
      { bucket: { ...requests.AWS, bucketName: 'A' } },
      'bucketName: expected at least 3 characters',
    ],
    [{ bucket: { ...requests.AWS, bucketName: 'Upper' } }, 'bucketName: expected lower-case'],
    [{ bucket: { ...requests.AWS, bucketName: undefined } }, 'bucketName: missing'],
    [
      { bucket: requests.AZURE, version: '2023-11-15' },
      'createGroupBackupExportBucket at 2023-01-01: ',
    ],
    [{ bucket: requests.AWS, groupId: 'x' }, 'GroupId: '],
  ])('%j', async (input, message) => {
    expect(await issuesOf(input)).toHaveProperty('message', expect.stringContaining(message))
  })
})

describe('a creation is sent', () => {
  const create = (api: Answer) => {
    const atlas = clientOf({ api })
    const answer = atlas.client.exportBuckets.create({ groupId, bucket: requests.AWS })
    return { ...atlas, answer, bodies: () => atlas.api.map(({ body }) => body) }
  }

  test('again with its body, once, with a token that replaces an expired one', async () => {
    const { answer, api, token, bodies } = create(inTurn(failure('UNAUTHORIZED'), created()))
    expect(await answer).toEqual(buckets.AWS)
    expect(bodies()).toEqual([sent, sent])
    expect(api.map(({ headers }) => headers.get('Authorization'))).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ])
    expect(new Set(api.map(({ headers }) => headers.get('Content-Type')))).toHaveProperty('size', 1)
    expect(token).toHaveLength(2)
  })

  test('no third time', async () => {
    const { answer, bodies } = create(failure('UNAUTHORIZED'))
    expect(await rejection(answer)).toHaveProperty('status', 401)
    expect(bodies()).toEqual([sent, sent])
  })

  test.each([429, 502, 503, 504])('once, although %i may pass', async (status) => {
    const { answer, bodies } = create(unavailable(status, { 'Retry-After': '0' }))
    expect(await rejection(answer)).toBeInstanceOf(AtlasApiError)
    expect(bodies()).toEqual([sent])
  })

  test('once, although the network failed', async () => {
    let attempts = 0
    const fetch = () => {
      attempts++
      throw new TypeError('fetch failed')
    }
    const { client } = clientOf({}, { auth: noAuth, fetch })
    const failed = client.exportBuckets.create({ groupId, bucket: requests.AWS })
    expect(await rejection(failed)).toBeInstanceOf(NetworkError)
    expect(attempts).toBe(1)
  })
})
