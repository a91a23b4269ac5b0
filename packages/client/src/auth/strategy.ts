import type { AtlasRequestInit, SendRequest } from '../http.ts'

/** The context that a strategy gets from its client. */
export interface AuthContext {
  /** The client's base URL, without a trailing slash. */
  readonly baseUrl: string
  /** The client's `timeout`, in milliseconds. */
  readonly timeout: number
  /**
   * Sends a request of the strategy itself, for example a token request. It is retried with the client's `retry` options,
   * whatever its method, and bound to the client's `timeout` instead of a call's.
   */
  readonly fetch: (request: AtlasRequestInit) => Promise<Response>
}

/**
 * Adds credentials to requests: {@link serviceAccount}, {@link apiKey}, or a custom strategy.
 *
 * All requests of a strategy go to the origin of the base URL, and no redirect is followed.
 *
 * @example A token from another source
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
   * @param next - sends a request once, and resolves before the body of the response has arrived
   * @returns the function that the client sends each attempt with
   */
  wrap(next: SendRequest, context: AuthContext): SendRequest
}

/**
 * Returns a credential unchanged.
 *
 * @throws TypeError that names the credential, never its value
 */
export function validateCredential(name: string, value: unknown): string {
  if (typeof value !== 'string') {
    throw new TypeError(`${name}: expected a string, got ${value === null ? 'null' : typeof value}`)
  }
  if (value.trim() === '')
    throw new TypeError(`${name}: expected a credential, got an empty string`)
  // Secret managers and files add a newline, which the resulting 401 would not explain.
  if (value !== value.trim()) throw new TypeError(`${name}: must not begin or end with white space`)
  return value
}
