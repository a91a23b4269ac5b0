import type { ApiVersion } from '@export-buckets/core'
import {
  type AtlasClient,
  type AuthStrategy,
  type ClientOptions,
  createClient,
  type ServiceAccount,
  serviceAccount,
} from '../../src/index.ts'
import { type StandIn, type StandInOptions, standIn } from './atlas.ts'

export const clientId = 'mdb_sa_id_0123456789'
export const clientSecret = 'mdb_sa_sk_q7Zp3Xw9'

export function account(): ServiceAccount {
  return serviceAccount({ clientId, clientSecret })
}

/** Sends requests as they are, where a test is not about credentials. */
export const noAuth: AuthStrategy = { wrap: (next) => next }

/** A client of an Atlas in the same process. */
export function clientOf(
  atlas: StandInOptions = {},
  options: Partial<ClientOptions<ApiVersion>> = {},
): StandIn & { client: AtlasClient<ApiVersion> } {
  const server = standIn(atlas)
  const client = createClient<ApiVersion>({
    auth: account(),
    fetch: server.app.request,
    ...options,
  })
  return { ...server, client }
}

/** A client without credentials. */
export function unsignedClientOf(
  atlas: StandInOptions = {},
  options: Partial<ClientOptions<ApiVersion>> = {},
): StandIn & { client: AtlasClient<ApiVersion> } {
  return clientOf(atlas, { auth: noAuth, ...options })
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expectRejection(),
    (error: unknown) => error,
  )
}

function expectRejection(): never {
  throw new Error('expected a rejection')
}
