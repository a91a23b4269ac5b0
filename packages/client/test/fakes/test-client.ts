import type { ApiVersion } from '@export-buckets/core'
import {
  type AtlasClient,
  type AuthStrategy,
  type ClientOptions,
  createClient,
  type ServiceAccount,
  serviceAccount,
} from '../../src/index.ts'
import { createFakeAtlas, type FakeAtlas, type FakeAtlasOptions } from './fake-atlas.ts'

export const clientId = 'mdb_sa_id_0123456789'
export const clientSecret = 'mdb_sa_sk_q7Zp3Xw9'

export function testServiceAccount(): ServiceAccount {
  return serviceAccount({ clientId, clientSecret })
}

/** Sends requests as they are, where a test is not about credentials. */
export const noAuth: AuthStrategy = { wrap: (next) => next }

/** A client of an Atlas in the same process. */
export function createTestClient(
  atlas: FakeAtlasOptions = {},
  options: Partial<ClientOptions<ApiVersion>> = {},
): FakeAtlas & { client: AtlasClient<ApiVersion> } {
  const fakeAtlas = createFakeAtlas(atlas)
  const client = createClient<ApiVersion>({
    auth: testServiceAccount(),
    fetch: fakeAtlas.app.request,
    ...options,
  })
  return { ...fakeAtlas, client }
}

/** A client without credentials. */
export function createUnauthenticatedClient(
  atlas: FakeAtlasOptions = {},
  options: Partial<ClientOptions<ApiVersion>> = {},
): FakeAtlas & { client: AtlasClient<ApiVersion> } {
  return createTestClient(atlas, { auth: noAuth, ...options })
}

/** What a promise rejects with. */
export async function catchRejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => throwNotRejected(),
    (error: unknown) => error,
  )
}

function throwNotRejected(): never {
  throw new Error('expected a rejection')
}
