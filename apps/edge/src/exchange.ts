import type { GroupId, ResourceVersion } from '@export-buckets/core'
import type { Context } from 'hono'
import type { Caller, Env } from './env.ts'
import type { ReadHeader } from './parts.ts'
import { requestIdOf } from './request-id.ts'
import { securityHeaders } from './security-headers.ts'

/**
 * A request, what the checks found out of it, and what is said in its answer so far. One object of one shape: the context
 * variables of Hono are a map, which would be asked twenty times for each request.
 */
export class Exchange {
  readonly c: Context<Env>
  readonly #header: ReadHeader
  readonly #origin: string | undefined
  readonly requestId: string
  #searchParams: URLSearchParams | undefined
  /** When it began, milliseconds since the epoch; and by `performance.now()`. */
  readonly time: number
  readonly start: number = performance.now()
  /** What the answer says in headers, whatever it will be. */
  readonly headers: Record<string, string>
  caller: Caller | undefined
  /** Makes the challenge of a 401 for a caller whose credentials are valid, in the scheme that the caller used. */
  challenge: (() => string) | undefined
  /** The project of the path, once the caller has a role in it. */
  groupId: GroupId | undefined
  /** The resource version that answers. */
  resourceVersion: ResourceVersion | undefined
  /** `errorCode` of the answer, for the log. */
  errorCode: string | undefined
  /** How Atlas behind the gateway differs from what is pinned, for the log. */
  drift: readonly string[] | undefined
  /** What the log says of an error that nobody foresaw. */
  failure: unknown
  /** Whether the log says nothing of the request: probes would drown what else it says. */
  unlogged = false

  constructor(c: Context<Env>, time: number, header: ReadHeader, origin?: string) {
    this.c = c
    this.time = time
    this.#header = header
    this.#origin = origin
    this.requestId = requestIdOf(this.header('x-request-id'))
    this.headers = { ...securityHeaders, 'X-Request-Id': this.requestId }
  }

  /** A header of the request. @param name - in lower case */
  header(name: string): string | undefined {
    return this.#header(this.c, name)
  }

  /**
   * The query of the request, parsed once. Hono's `c.req.query` decodes the whole query again at each call, which takes tens
   * of milliseconds for 15 KB of malformed escapes.
   */
  get searchParams(): URLSearchParams {
    const { url } = this.c.req
    const start = url.indexOf('?')
    this.#searchParams ??= new URLSearchParams(start < 0 ? '' : url.slice(start))
    return this.#searchParams
  }

  /** Where callers find the app: as the request says, unless the app was told. */
  get origin(): string {
    return this.#origin || new URL(this.c.req.url).origin
  }
}

/** What a check has found out. @throws Error where the check has not run */
export function found<Value>(value: Value | undefined): Value {
  if (value !== undefined) return value
  throw new Error('the check that finds this out has not run')
}
