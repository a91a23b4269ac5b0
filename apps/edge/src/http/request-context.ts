import type { GroupId, ResourceVersion } from '@export-buckets/core'
import type { Context } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import { basePath, baseRoutePath } from 'hono/route'
import type { Cidr } from '../lib/cidr.ts'
import type { CacheEvent } from '../lib/gateway-events.ts'
import type { ProjectGrant } from '../lib/project-grant.ts'
import { securityHeaders } from './security-headers.ts'
import { encodedPath, findUrlErrorStatus, parseAuthority, requestTarget } from './url.ts'

/** The type of the app's Hono context. */
export interface Env {
  Variables: RequestIdVariables & {
    requestContext: RequestContext
  }
}

/** The caller of an authenticated request. */
export interface Principal {
  /** Client id or public key. */
  readonly id: string
  readonly grants: readonly ProjectGrant[]
  /** The address blocks from which the credentials may be used. Absent: any address. */
  readonly cidrs?: readonly Cidr[] | undefined
}

const noParameters = new URLSearchParams()

/** A request, the results of the middleware, and the headers of the response so far. */
export class RequestContext {
  readonly c: Context
  readonly #publicUrl: string | undefined
  readonly requestId: string
  #searchParams: URLSearchParams | undefined
  /** The status for an invalid URL, which nothing else parses. */
  readonly urlErrorStatus: ReturnType<typeof findUrlErrorStatus>
  /** Milliseconds since the epoch. */
  readonly receivedAt: number
  /** By `performance.now()`. */
  readonly startTime: number = performance.now()
  /** Headers of the response, whatever its status. */
  readonly headers: Record<string, string>
  principal: Principal | undefined
  /** Returns the `WWW-Authenticate` of a 401 for a missing role, in the scheme of the caller's valid credentials. */
  challenge: (() => string) | undefined
  /** The project in the path, once the caller's role in it is verified. */
  groupId: GroupId | undefined
  /** The grants that include the request. If its body names a bucket, one of them must include the bucket. */
  grants: readonly ProjectGrant[] | undefined
  /** The negotiated version of the response. */
  resourceVersion: ResourceVersion | undefined
  /** The reason why credentials or a grant were rejected, for the log. */
  reason: string | undefined
  /** The result of a gateway's cache, for the log. */
  cache: CacheEvent['outcome'] | undefined
  /** The `errorCode` of the response, for the log. */
  errorCode: string | undefined
  /** The differences of a response of Atlas from the schema of its version, for the log. */
  drift: readonly string[] | undefined
  /** An unexpected error, or why the call to Atlas failed, for the log. */
  failure: unknown
  /** Excludes the request from the log, which frequent probes would flood. */
  skipLog = false

  constructor(c: Context<Env>, time: number, publicUrl?: string) {
    this.c = c
    this.receivedAt = time
    this.#publicUrl = publicUrl
    this.urlErrorStatus = findUrlErrorStatus(c.req.url)
    this.requestId = c.get('requestId')
    this.headers = { ...securityHeaders, 'X-Request-Id': this.requestId }
  }

  /**
   * The query of the request, parsed once. Hono's `c.req.query` decodes the whole query at each call, which takes tens of
   * milliseconds for 15 KB of malformed escapes.
   */
  get searchParams(): URLSearchParams {
    const { url } = this.c.req
    const start = url.indexOf('?')
    if (start < 0) return noParameters
    this.#searchParams ??= new URLSearchParams(url.slice(start))
    return this.#searchParams
  }

  /** The prefix under which the app is mounted by `route` or `basePath`, empty at the root. */
  get #prefix(): string {
    return baseRoutePath(this.c) === '/' ? '' : basePath(this.c).replace(/\/$/, '')
  }

  /**
   * The decoded path of the request without the prefix of a mounted app. Empty for the prefix without a trailing slash. The
   * path of an invalid URL is not decoded.
   */
  get path(): string {
    const { path, url } = this.c.req
    return this.urlErrorStatus === undefined ? path.slice(this.#prefix.length) : encodedPath(url)
  }

  /** The public URL of the app without a trailing slash: `publicUrl`, or derived from the request. */
  get baseUrl(): string {
    return this.#publicUrl ?? new URL(this.c.req.url).origin + this.#prefix
  }

  /** The host, and the port if present, to which the caller sent the request. */
  get authority(): string {
    return parseAuthority(this.#publicUrl ?? this.c.req.url)
  }

  /** The path and query that the caller sent, before a proxy or Hono's `mount` stripped a prefix. */
  get target(): string {
    const target = requestTarget(this.c.req.url)
    if (this.#publicUrl === undefined) return target
    return requestTarget(this.#publicUrl) + target.slice(this.#prefix.length)
  }
}

/** Returns a value that a middleware has set. @throws Error when the middleware has not run */
export function requireValue<Value>(value: Value | undefined): Value {
  if (value !== undefined) return value
  throw new Error('the middleware that sets this value has not run')
}
