import { joinSentences } from './http-message.ts'
import { proxyHint } from './proxy-hint.ts'

/**
 * No answer came, it broke off, or nobody can read it: DNS, TLS, a refused or closed connection, a `fetch` that answers no
 * `Response`. `cause` is what `fetch` or the body threw.
 */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
  /** A stable code to decide on. */
  readonly code = 'NETWORK_ERROR'
  /** The method of the request. */
  readonly method: string
  /** The URL of the request, without its query. */
  readonly url: string

  constructor({ method, url }: Pick<Request, 'method' | 'url'>, cause: unknown) {
    const [urlWithoutQuery = url] = url.split('?', 1)
    const problem = joinSentences(rootCauseMessage(cause), proxyHint(url))
    super(`${method} ${urlWithoutQuery}: no whole answer: ${problem}`, { cause })
    this.method = method
    this.url = urlWithoutQuery
  }
}

/** Node says `fetch failed` and keeps the reason, such as a refused connection, in `cause`. */
function rootCauseMessage(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? rootCauseMessage(cause.cause) : cause.message || cause.name
}
