import type { GroupId, ResourceVersion } from '@export-buckets/core'
import type { Context } from 'hono'
import { basePath, baseRoutePath } from 'hono/route'
import type { Principal } from '../auth/principal.ts'
import type { CacheEvent } from '../gateway/events.ts'
import { resolveRequestId } from './request-id.ts'
import { encodedPath, findUrlErrorStatus, parseAuthority, requestTarget } from './request-target.ts'
import { securityHeaders } from './security-headers.ts'

/** The query of a URL without one. */
const noParameters = new URLSearchParams()

/**
 * A request, what the middleware found out about it, and the headers of its response so far.
 */
export class RequestContext {
  readonly c: Context
  readonly #publicUrl: string | undefined
  readonly requestId: string
  #searchParams: URLSearchParams | undefined
  /** The status for a URL that is refused before anything reads it. */
  readonly urlErrorStatus: ReturnType<typeof findUrlErrorStatus>
  /** When it began, milliseconds since the epoch; and by `performance.now()`. */
  readonly receivedAt: number
  readonly startTime: number = performance.now()
  /** What the answer says in headers, whatever it will be. */
  readonly headers: Record<string, string>
  principal: Principal | undefined
  /** Returns the `WWW-Authenticate` of a 401 for a missing role, in the scheme of the caller's valid credentials. */
  challenge: (() => string) | undefined
  /** The project of the path, once the caller has a role in it. */
  groupId: GroupId | undefined
  /** The resource version that answers. */
  resourceVersion: ResourceVersion | undefined
  /** Why credentials or a grant were refused, for the log. */
  reason: string | undefined
  /** How the cache of a gateway answered, for the log. */
  cache: CacheEvent['outcome'] | undefined
  /** `errorCode` of the answer, for the log. */
  errorCode: string | undefined
  /** How Atlas behind the gateway differs from what is pinned, for the log. */
  drift: readonly string[] | undefined
  /** What went wrong behind the app, for the log: an unexpected error, or why Atlas did not answer a gateway. */
  failure: unknown
  /** Whether the log says nothing of the request: probes would drown what else it says. */
  skipLog = false

  constructor(c: Context, time: number, publicUrl?: string) {
    this.c = c
    this.receivedAt = time
    this.#publicUrl = publicUrl
    this.urlErrorStatus = findUrlErrorStatus(c.req.url)
    this.requestId = resolveRequestId(c.req.header('X-Request-Id'))
    this.headers = { ...securityHeaders, 'X-Request-Id': this.requestId }
  }

  /**
   * The query of the request, parsed once. Hono's `c.req.query` decodes the whole query again at each call, which takes tens
   * of milliseconds for 15 KB of malformed escapes.
   */
  get searchParams(): URLSearchParams {
    const { url } = this.c.req
    const start = url.indexOf('?')
    if (start < 0) return noParameters
    this.#searchParams ??= new URLSearchParams(url.slice(start))
    return this.#searchParams
  }

  /** The prefix that the app is mounted under by `route` or `basePath`; empty at the root. */
  get #prefix(): string {
    return baseRoutePath(this.c) === '/' ? '' : basePath(this.c).replace(/\/$/, '')
  }

  /**
   * The path of the request, decoded, as if the app were at the root. Empty for a prefix without a slash after it. The path
   * of a URL that is refused is not decoded.
   */
  get path(): string {
    const { path, url } = this.c.req
    return this.urlErrorStatus === undefined ? path.slice(this.#prefix.length) : encodedPath(url)
  }

  /** The URL at which callers find the app, without a slash at its end: `publicUrl`, or what the request says. */
  get baseUrl(): string {
    return this.#publicUrl ?? new URL(this.c.req.url).origin + this.#prefix
  }

  /** The host that the caller sent the request to, and its port if it was named. */
  get authority(): string {
    return parseAuthority(this.#publicUrl ?? this.c.req.url)
  }

  /** The path and query that the caller sent, before a proxy or `mount` of Hono stripped a prefix. */
  get target(): string {
    const target = requestTarget(this.c.req.url)
    if (this.#publicUrl === undefined) return target
    return requestTarget(this.#publicUrl) + target.slice(this.#prefix.length)
  }
}

/** Returns what a middleware has set. @throws Error when it has not run */
export function required<Value>(value: Value | undefined): Value {
  if (value !== undefined) return value
  throw new Error('the middleware that sets this has not run')
}
