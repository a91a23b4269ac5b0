import type { paths } from '@export-buckets/core'
import createFetchClient, { type Client } from 'openapi-fetch'
import { type Transport, type TransportOptions, transport } from './transport/transport.ts'
import { sendRequest } from './transport/web-request.ts'

/**
 * openapi-fetch's `GET`, `POST`, …, typed by the paths of the API, with authentication, repeats, a timeout and one origin.
 * They answer `{ data, error, response }`, and check nothing.
 */
export interface BareClient extends Client<paths> {}

/** A bare client over a transport, which others may send by, too. */
export function bareClient({ baseUrl, send, timeout }: Transport): BareClient {
  return createFetchClient<paths>({
    baseUrl,
    fetch: (request) => sendRequest(send, timeout, request),
  })
}

/**
 * Makes a client of the MongoDB Atlas Admin API without methods and without checks of what is sent and answered: what
 * {@link createClient} is built on, for where each kilobyte counts. Set `Accept` to a dated media type.
 *
 * @throws TypeError when an option cannot be used; it names the option
 *
 * @example
 * ```ts
 * const atlas = createBareClient({ auth: serviceAccount({ clientId, clientSecret }) })
 * const { data, error } = await atlas.GET('/api/atlas/v2/groups/{groupId}/backup/exportBuckets', {
 *   params: { path: { groupId } },
 *   headers: { Accept: 'application/vnd.atlas.2024-05-30+json' },
 * })
 * ```
 */
export function createBareClient(options: TransportOptions): BareClient {
  return bareClient(transport(options))
}
