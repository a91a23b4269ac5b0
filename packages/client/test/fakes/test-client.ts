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

/** Adds no credentials, for tests of other features. */
export const noAuth: AuthStrategy = { wrap: (next) => next }

/** Creates a client of an Atlas in the same process. */
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

/** Creates a client without credentials. */
export function createUnauthenticatedClient(
  atlas: FakeAtlasOptions = {},
  options: Partial<ClientOptions<ApiVersion>> = {},
): FakeAtlas & { client: AtlasClient<ApiVersion> } {
  return createTestClient(atlas, { auth: noAuth, ...options })
}

/** Returns the reason of a rejected promise. */
export async function catchRejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => throwNotRejected(),
    (error: unknown) => error,
  )
}

function throwNotRejected(): never {
  throw new Error('expected a rejection')
}
