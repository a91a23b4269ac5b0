import type { AtlasRequestInit, SendRequest } from '../fetch.ts'

/** What a strategy has to work with. */
export interface AuthContext {
  /** The client's base URL, without a trailing slash. */
  readonly baseUrl: string
  /** The client's `timeout`, in milliseconds. */
  readonly timeout: number
  /**
   * Sends a request of the strategy's own, for example for a token: repeated as the client's `retry` says, whatever its
   * method, and bound to the client's `timeout` instead of any single call's.
   */
  readonly fetch: (request: AtlasRequestInit) => Promise<Response>
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
 *     const authorization = `Bearer ${await readToken()}`
 *     return next({ ...request, headers: { ...request.headers, authorization } })
 *   },
 * }
 * ```
 */
export interface AuthStrategy {
  /**
   * Called once for each client.
   *
   * @param next - sends a request once, and answers before the body of the response has come
   * @returns what the client sends its requests with, each repeat included
   */
  wrap(next: SendRequest, context: AuthContext): SendRequest
}
