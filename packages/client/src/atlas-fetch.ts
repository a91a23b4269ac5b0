import { toResponse } from './transport/body.ts'
import { createTransport, sendWebRequest, type TransportOptions } from './transport/transport.ts'

/**
 * Sends a request to the base URL. Resolves with the response of any status, HTTP errors included.
 *
 * @param path - relative to the base URL, with its query: `/api/atlas/v2/groups?pretty=true`
 */
export type AtlasFetch = (path: string, init?: RequestInit) => Promise<Response>

/**
 * Creates a `fetch` for the Atlas Admin API with the authentication, retries and timeout of {@link createClient}. Use it for
 * operations that have no method. It adds credentials only: set `Accept` to a dated media type. The body of a response is
 * in memory.
 *
 * @throws TypeError that names an invalid or unknown option. The returned function rejects with a TypeError for a path
 *   without a leading slash, with an UnexpectedResponseError for a success of more than `maxResponseSize` bytes, and with
 *   TokenError, TimeoutError, NetworkError or RedirectError
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
    if (!path.startsWith('/')) throw new TypeError('path: must start with a slash')
    const request = new Request(baseUrl + path, init)
    return toResponse(await sendWebRequest(send, timeout, request, init?.signal))
  }
}
