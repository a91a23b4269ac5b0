import type { Fetch } from '../fetch.ts'

/** What a strategy has to work with. */
export interface AuthContext {
  /** The client's base URL, without a trailing slash. */
  readonly baseUrl: string
  /**
   * Sends a request of the strategy's own, for example for a token: repeated as the client's `retry` says, whatever its
   * method, and bound to the client's `timeout` instead of any single call's.
   */
  readonly fetch: Fetch
}

/**
 * How requests get their credentials: {@link serviceAccount}, {@link apiKey}, or one of your own.
 *
 * Whatever a strategy sends goes to the origin of the base URL alone, and no redirect is followed.
 *
 * @example A token that something else keeps fresh
 * ```ts
 * const auth: AuthStrategy = {
 *   wrap: (next) => async (request) => {
 *     request.headers.set('Authorization', `Bearer ${await readToken()}`)
 *     return next(request)
 *   },
 * }
 * ```
 */
export interface AuthStrategy {
  /**
   * Called once for each client.
   *
   * @param next - sends a request once; to send it again after a 401, read its body first and make a `Request` for each time
   * @returns what the client sends its requests with, each repeat included
   */
  wrap(next: Fetch, context: AuthContext): Fetch
}
