/**
 * A call took longer than its `timeout`: connecting, authentication, repeats, waits and reading the answer together. The
 * reason of `AbortSignal.timeout` has the same name: that is a `DOMException`, for which `isClientError` is false.
 */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
  /** A stable code to decide on. */
  readonly code = 'TIMEOUT'
  /** The limit, in milliseconds. */
  readonly timeout: number

  constructor({ method, url }: Pick<Request, 'method' | 'url'>, timeout: number) {
    super(`${method} ${new URL(url).pathname}: no whole answer within ${timeout} ms`)
    this.timeout = timeout
  }
}
