import { type Client, createClient } from '@libsql/client/http'
import { StoreUnavailableError } from '../store.ts'

/** A libSQL server, such as Turso or `sqld`. */
export interface LibsqlRemoteOptions {
  /** `libsql://…`, `https://…` or `http://…`. */
  readonly url: string
  /** The server's token: it opens the whole database. */
  readonly authToken?: string
  /** Milliseconds within which it answers. Default: 10,000. */
  readonly timeout?: number
}

/** Nothing else tells an outage in every runtime alike, and the client waits for ever. */
function fetchWithTimeout(timeout: number): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const response = await fetch(request, { signal: AbortSignal.timeout(timeout) })
      if (response.status >= 500) throw new Error(`it answers ${response.status}`)
      // The body comes in time, too.
      return new Response(await response.arrayBuffer(), response)
    } catch (cause) {
      throw new StoreUnavailableError('the database is away', { cause })
    }
  }
}

/**
 * Makes a client of a libSQL server, of `fetch` alone. It throws {@link StoreUnavailableError} when there is no answer.
 *
 * @throws TypeError when the token cannot be one; it never repeats it, as the error of a header does
 */
export function createRemoteClient({
  url,
  authToken,
  timeout = 10_000,
}: LibsqlRemoteOptions): Client {
  if (authToken && !/^[\x21-\x7e]+\s*$/.test(authToken)) {
    throw new TypeError('the auth token of the database: expected visible ASCII characters alone')
  }
  return createClient({ url, ...(authToken && { authToken }), fetch: fetchWithTimeout(timeout) })
}
