import { type ApiVersion, apiVersions, ValidationError } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { type AtlasClient, createClient } from '../src/index.ts'
import { exportBucketId, groupId, ids } from './fakes/buckets.ts'
import { catchRejection, createTestClient, noAuth } from './fakes/test-client.ts'
import { clusterIds, roleIds } from './fakes/workflow.ts'

describe('invalid input', () => {
  test.each([
    [
      { groupId: 'abc', exportBucketId },
      'GroupId: expected 24 lower-case hexadecimal digits, got 3 characters: "abc"',
    ],
    [
      { groupId, exportBucketId: exportBucketId.toUpperCase() },
      'ExportBucketId: expected 24 lower-case hexadecimal digits, got "F"',
    ],
    [{ groupId: '../../../../../../../x/', exportBucketId }, 'GroupId: '],
    [
      { exportBucketId },
      'GroupId: expected 24 lower-case hexadecimal digits, got undefined, not a string',
    ],
    [
      { groupId, exportBucketId: 7 },
      'ExportBucketId: expected 24 lower-case hexadecimal digits, got number, not a string',
    ],
    [
      { ...ids, version: '2024-01-01' },
      `ApiVersion: expected one of ${apiVersions.join(', ')}, got "2024-01-01"`,
    ],
    [{ ...ids, version: 5 }, 'ApiVersion: expected one of '],
  ])('%o is a ValidationError, and nothing is sent', async (input, message) => {
    const { client, api, token } = createTestClient()
    const call: Promise<unknown> = Reflect.apply(client.exportBuckets.get, client.exportBuckets, [
      input,
    ])
    const error = await catchRejection(call)
    expect(error).toBeInstanceOf(ValidationError)
    expect(error).toHaveProperty('code', 'INVALID_VALUE')
    expect(error).toHaveProperty('message', expect.stringContaining(message))
    expect([...api, ...token]).toEqual([])
  })
})

describe('invalid options of createClient', () => {
  test.each([
    [{}, 'auth: expected serviceAccount({ … }), apiKey({ … }) or another strategy'],
    [{ auth: {} }, 'auth: expected serviceAccount({ … }), apiKey({ … }) or another strategy'],
    [{ auth: noAuth, version: '2020-01-01' }, 'ApiVersion: expected one of'],
    [{ auth: noAuth, timeout: '10' }, 'timeout: expected a number from 1 to 2147483647, got 10'],
    [{ auth: noAuth, userAgent: 'a\nb' }, 'userAgent: '],
    [{ auth: noAuth, userAgent: '' }, 'userAgent: '],
    [{ auth: noAuth, fetch: 'fetch' }, 'fetch: expected a function, got string'],
  ])('%o throws a TypeError', (options, message) => {
    expect(() => Reflect.apply(createClient, undefined, [options])).toThrow(TypeError)
    expect(() => Reflect.apply(createClient, undefined, [options])).toThrow(message)
  })
})

describe('invalid parameters of a path', () => {
  const arn = 'arn:aws:iam::123456789012:role/export'
  const role = { providerName: 'GCP' } as const

  test.each<[string, (client: AtlasClient<ApiVersion>) => Promise<unknown>, string]>([
    [
      'the ARN of a role',
      ({ cloudProviderAccess }) => cloudProviderAccess.get({ groupId, roleId: arn }),
      'RoleId: expected 24 lower-case hexadecimal digits, got the ARN of an IAM role',
    ],
    [
      'the id of a service principal',
      ({ cloudProviderAccess }) =>
        cloudProviderAccess.authorize({
          groupId,
          roleId: '4297fc77-1592-4de8-a6d5-a8c32401df87',
          role,
        }),
      'got a UUID, as Azure uses for service principals',
    ],
    [
      'the address of a service account',
      ({ cloudProviderAccess }) =>
        cloudProviderAccess.deauthorize({
          groupId,
          cloudProvider: 'GCP',
          roleId: 'a@p-1.iam.gserviceaccount.com',
        }),
      'got the address of a Google Cloud service account',
    ],
    [
      'an unknown provider',
      ({ cloudProviderAccess: { deauthorize } }) =>
        Reflect.apply(deauthorize, undefined, [{ ...roleIds, cloudProvider: 'aws' }]),
      'CloudProvider: expected one of AWS, AZURE, GCP, got "aws"',
    ],
    [
      'the name of a cluster',
      ({ snapshots }) => snapshots.listSharded({ groupId, clusterName: 'a/b' }),
      'ClusterName: expected letters, digits and hyphens, starting with a letter or digit, got "a/b"',
    ],
    [
      'the id of a snapshot',
      ({ snapshots }) => snapshots.get({ ...clusterIds, snapshotId: 'x' }),
      'SnapshotId: expected 24 lower-case hexadecimal digits, got 1 characters',
    ],
    [
      'the id of a job',
      ({ exportJobs }) => exportJobs.get({ ...clusterIds, exportId: 'x' }),
      'ExportId: expected 24 lower-case hexadecimal digits, got 1 characters',
    ],
  ])('%s is a ValidationError, and nothing is sent', async (_, call, message) => {
    const { client, api } = createTestClient()
    const error = await catchRejection(call(client))
    expect(error).toBeInstanceOf(ValidationError)
    expect(error).toHaveProperty('message', expect.stringContaining(message))
    expect(api).toEqual([])
  })
})
