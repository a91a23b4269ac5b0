import { apiVersions, ValidationError } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { createClient } from '../src/index.ts'
import { exportBucketId, groupId, ids } from './fakes/buckets.ts'
import { catchRejection, createTestClient, noAuth } from './fakes/test-client.ts'

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
