import { type Client, createClient } from '@libsql/client/http'
import { StoreUnavailableError } from '../../lib/store-unavailable-error.ts'

/** A libSQL server, such as Turso or `sqld`. */
export interface LibsqlRemoteOptions {
  /** `libsql://…`, `https://…` or `http://…`. */
  readonly url: string
  /** The server's token, which gives access to the whole database. */
  readonly authToken?: string
  /** The timeout of a request in milliseconds. Default: 10,000. */
  readonly timeout?: number
}

/** Detects an outage in every runtime alike. The client itself has no timeout. */
function fetchWithTimeout(timeout: number): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const response = await fetch(request, { signal: AbortSignal.timeout(timeout) })
      if (response.status >= 500) throw new Error(`the server responded with ${response.status}`)
      // Reads the body here, so that the timeout includes it.
      return new Response(await response.arrayBuffer(), response)
    } catch (cause) {
      throw new StoreUnavailableError('the database is unavailable', { cause })
    }
  }
}

/**
 * Creates a client of a libSQL server that uses only `fetch`. It throws StoreUnavailableError when the server does not respond.
 *
 * @throws TypeError when the token is invalid in a header. Unlike the error of `Headers`, it does not contain the token
 */
export function createRemoteClient({
  url,
  authToken,
  timeout = 10_000,
}: LibsqlRemoteOptions): Client {
  if (authToken && !/^[\x21-\x7e]+\s*$/.test(authToken)) {
    throw new TypeError('database auth token: expected only visible ASCII characters')
  }
  return createClient({ url, ...(authToken && { authToken }), fetch: fetchWithTimeout(timeout) })
}
