import type { ApiVersion, ErrorName } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import type { AtlasClient, DeleteOptions } from '../src/index.ts'
import { ids } from './fakes/buckets.ts'
import { respondNoContent, respondWithError } from './fakes/fake-atlas.ts'
import { catchRejection, createUnauthenticatedClient } from './fakes/test-client.ts'
import { roleIds, snapshotIds } from './fakes/workflow.ts'

type Client = AtlasClient<ApiVersion>

const deleteMethods: readonly [
  string,
  ErrorName,
  (client: Client, options?: DeleteOptions) => Promise<void>,
][] = [
  [
    'exportBuckets.delete',
    'EXPORT_BUCKET_NOT_FOUND',
    ({ exportBuckets }, options) => exportBuckets.delete({ ...ids, ...options }),
  ],
  [
    'cloudProviderAccess.deauthorize',
    'CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND',
    ({ cloudProviderAccess }, options) =>
      cloudProviderAccess.deauthorize({ ...roleIds, cloudProvider: 'GCP', ...options }),
  ],
  [
    'snapshots.delete',
    'SNAPSHOT_NOT_FOUND',
    ({ snapshots }, options) => snapshots.delete({ ...snapshotIds, ...options }),
  ],
]

describe.each(deleteMethods)('%s', (_, missingCode, callDelete) => {
  test('the method resolves with undefined', async () => {
    const { client } = createUnauthenticatedClient({ api: respondNoContent })
    expect(await callDelete(client)).toBeUndefined()
  })

  test('a missing resource is an error, unless ignoreMissing is set', async () => {
    const { client } = createUnauthenticatedClient({ api: respondWithError(missingCode) })
    expect(await catchRejection(callDelete(client))).toHaveProperty('errorCode', missingCode)
    expect(await callDelete(client, { ignoreMissing: true })).toBeUndefined()
  })

  test('ignoreMissing does not hide another 404', async () => {
    const { client } = createUnauthenticatedClient({ api: respondWithError('GROUP_NOT_FOUND') })
    const error = await catchRejection(callDelete(client, { ignoreMissing: true }))
    expect(error).toHaveProperty('errorCode', 'GROUP_NOT_FOUND')
  })
})
