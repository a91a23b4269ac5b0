import { UsageError } from '@export-buckets/cli-kit/arguments'
import { expect, test } from 'vitest'
import {
  AtlasApiError,
  NetworkError,
  OriginError,
  RedirectError,
  TimeoutError,
  TokenError,
  UnexpectedResponseError,
} from '../src/index.ts'

const request = { method: 'GET', url: 'https://cloud.mongodb.com/' }

test.each([
  ['AtlasApiError', new AtlasApiError('getGroupBackupExportBucket', Response.error(), '')],
  ['NetworkError', new NetworkError(request, 'gone')],
  ['OriginError', new OriginError('https://a.test', 'https://b.test')],
  ['RedirectError', new RedirectError(request, Response.error())],
  [
    'UnexpectedResponseError',
    new UnexpectedResponseError({
      operationId: 'getGroupBackupExportBucket',
      version: '2024-05-30',
      issues: [],
    }),
  ],
  ['TimeoutError', new TimeoutError(request, 1)],
  ['TokenError', new TokenError({ path: '/', status: 400 })],
  ['UsageError', new UsageError('no')],
])('the name of %s is a string literal, which minification does not change', (name, error) => {
  expect(error).toBeInstanceOf(Error)
  expect(error.name).toBe(name)
})
