import { toResponse } from './transport/buffered-response.ts'
import { createTransport, type TransportOptions } from './transport/transport.ts'
import { sendWebRequest } from './transport/web-request.ts'

/**
 * Sends a request to the base URL and answers whatever came, an HTTP error too.
 *
 * @param path - from the base URL on, with its query: `/api/atlas/v2/groups?pretty=true`
 */
export type AtlasFetch = (path: string, init?: RequestInit) => Promise<Response>

/**
 * Makes a `fetch` of the Atlas Admin API: what {@link createClient} sends with, for what it has no method for. Nothing is
 * said of the request but its credentials: set `Accept` to a dated media type. The body of the answer has arrived whole.
 *
 * @throws TypeError when an option cannot be used or does not exist; it names the option. The function it answers rejects
 *   with a TypeError for a path that does not begin with a slash, with an UnexpectedResponseError for a success of more than
 *   `maxResponseSize` bytes, and with TokenError, TimeoutError, NetworkError or RedirectError
 *
 * @example
 * ```ts
 * const atlasFetch = createAtlasFetch({ auth: serviceAccount({ clientId, clientSecret }) })
 * const headers = { Accept: 'application/vnd.atlas.2024-08-05+json' }
 * const clusters = await atlasFetch(`/api/atlas/v2/groups/${groupId}/clusters`, { headers })
 * ```
 */
export function createAtlasFetch(options: TransportOptions): AtlasFetch {
  const { baseUrl, send, timeout } = createTransport(options)
  return async (path, init) => {
    if (!path.startsWith('/')) throw new TypeError('path: expected a slash at its beginning')
    const request = new Request(baseUrl + path, init)
    return toResponse(await sendWebRequest(send, timeout, request, init?.signal))
  }
}
