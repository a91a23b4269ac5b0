import { isLoopback } from '@export-buckets/core'
import type { AtlasRequest } from '../http.ts'
import { redact } from '../secrets.ts'
import { joinSentences } from './error-message.ts'

/**
 * A request failed without a complete response: DNS, TLS, a refused or closed connection, an unreadable body, or a `fetch`
 * that returns no `Response`. `cause` is the error of `fetch` or of the body.
 */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
  /** Stable, for a `switch`. */
  readonly code = 'NETWORK_ERROR'
  /** The method of the request. */
  readonly method: string
  /** The URL of the request, without its query. */
  readonly url: string

  constructor({ method, url }: Pick<Request, 'method' | 'url'>, cause: unknown) {
    const [urlWithoutQuery = url] = url.split('?', 1)
    const problem = joinSentences(rootCauseMessage(cause), proxyHint(url))
    super(`${method} ${urlWithoutQuery}: request failed: ${problem}`, { cause })
    this.method = method
    this.url = urlWithoutQuery
  }
}

/** Returns the message of the innermost cause: Node's own is `fetch failed`, with the reason in `cause`. */
function rootCauseMessage(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? rootCauseMessage(cause.cause) : cause.message || cause.name
}

/** Converts a failure of `fetch` or of a body: the reason of the signal when it aborted, or else a {@link NetworkError}. */
export function toRequestError(request: AtlasRequest, cause: unknown): unknown {
  return request.signal.aborted ? request.signal.reason : new NetworkError(request, cause)
}

/** The part of Node's `process` that is read here. Other runtimes may lack all of it. */
interface NodeProcess {
  readonly versions?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly execArgv?: readonly string[]
}

const proxyFlag = '--use-env-proxy'

/** Returns whether Node reads the proxy variables: see "Built-in proxy support" in its documentation. */
function usesProxy({ env = {}, execArgv = [] }: NodeProcess): boolean {
  return (
    env['NODE_USE_ENV_PROXY'] === '1' ||
    execArgv.includes(proxyFlag) ||
    (env['NODE_OPTIONS'] ?? '').includes(proxyFlag)
  )
}

/**
 * Returns a hint when a proxy variable is set for the URL and Node's `fetch` ignores it. Bun and Deno, which have a
 * `process` as well, use the proxy. The variable's value is never shown: it may contain a password.
 */
function proxyHint(url: string): string | undefined {
  const nodeProcess: NodeProcess = Object(Reflect.get(globalThis, 'process'))
  const { versions = {} } = nodeProcess
  if (!versions['node'] || versions['bun'] || versions['deno'] || !URL.canParse(url))
    return undefined
  const { protocol, hostname } = new URL(url)
  if (isLoopback(hostname) || usesProxy(nodeProcess)) return undefined
  const variableName = protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const variable = [variableName, variableName.toLowerCase()].find(
    (candidate) => nodeProcess.env?.[candidate],
  )
  return (
    variable &&
    `${variable} is set, but Node's fetch ignores it unless NODE_USE_ENV_PROXY=1 is set as well.`
  )
}

/**
 * A call exceeded its `timeout`, which covers connecting, authentication, retries, waits and reading the response. Or an
 * export job or a snapshot did not end within the `timeout` of `watch` or `waitFor`; it continues at Atlas.
 * `AbortSignal.timeout` aborts with an error of the same name: a `DOMException`, for which `isClientError` is false.
 */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
  /** Stable, for a `switch`. */
  readonly code = 'TIMEOUT'
  /** The limit, in milliseconds. */
  readonly timeout: number
  /** The last state of the export job or snapshot. `undefined` for one call, and before the first response. */
  readonly lastState: string | undefined

  /** @param target - the request, or the name of what did not end */
  constructor(
    target: Pick<Request, 'method' | 'url'> | string,
    timeout: number,
    lastState?: string,
  ) {
    const name =
      typeof target === 'string' ? target : `${target.method} ${new URL(target.url).pathname}`
    const stateHint =
      lastState === undefined
        ? ''
        : ` in state ${lastState}. It continues: wait again to see its end`
    super(`${name}: timed out after ${timeout} ms${stateHint}`)
    this.timeout = timeout
    this.lastState = lastState
  }
}

/** The response was a redirect. Redirects are not followed, because the credentials would be sent along. */
export class RedirectError extends Error {
  override readonly name = 'RedirectError'
  /** Stable, for a `switch`. */
  readonly code = 'REDIRECT'
  /** The HTTP status, 0 on runtimes that hide it. */
  readonly status: number
  /** The origin of the target. `undefined` without a valid `Location`. */
  readonly targetOrigin: string | undefined

  /** @param secrets - redacted in every field. Default: none */
  constructor(
    { method, url }: Pick<Request, 'method' | 'url'>,
    { status, headers }: Response,
    secrets: readonly string[] = [],
  ) {
    const location = headers.get('Location')
    const targetOrigin =
      location !== null && URL.canParse(location, url)
        ? redact(new URL(location, url).origin, secrets)
        : undefined
    const { origin, pathname } = new URL(url)
    super(
      `${method} ${origin}${pathname}: ${status}: refused to follow a redirect to ${targetOrigin ?? 'an unknown location'}. Check baseUrl`,
    )
    this.status = status
    this.targetOrigin = targetOrigin
  }
}

/** A request was for another origin than the base URL's. It was not sent, nor were its credentials. */
export class OriginError extends Error {
  override readonly name = 'OriginError'
  /** Stable, for a `switch`. */
  readonly code = 'OTHER_ORIGIN'
  /** The origin of the request. */
  readonly origin: string

  constructor(origin: string, expected: string) {
    super(`refused to send a request to ${origin}: the credentials are for ${expected}`)
    this.origin = origin
  }
}
