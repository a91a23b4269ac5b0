import { OriginError } from '../errors/origin-error.ts'
import { RedirectError } from '../errors/redirect-error.ts'
import type { AnyFetch, Fetch } from '../fetch.ts'
import { discard } from './body.ts'
import { failure } from './failure.ts'
import { hold } from './replay.ts'

/** What {@link sendOnce} holds to. */
export interface NetworkOptions {
  readonly fetch: AnyFetch
  /** The only origin that requests go to. */
  readonly origin: string
  readonly userAgent?: string | undefined
}

function isRedirect({ status, type }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400)
}

/**
 * The innermost layer, which everything passes that leaves the client, credentials included: it sends to one origin
 * alone, once, and follows no redirect.
 */
export function sendOnce({ fetch, origin, userAgent }: NetworkOptions): Fetch {
  return async (request) => {
    const target = new URL(request.url).origin
    if (target !== origin) throw new OriginError(target, origin)
    const bound =
      request.redirect === 'manual' ? request : new Request(request, { redirect: 'manual' })
    if (userAgent !== undefined) bound.headers.set('User-Agent', userAgent)
    const response = await hold(bound, attempt(fetch, bound))
    if (!isRedirect(response)) return response
    discard(response)
    throw new RedirectError(request, response)
  }
}

async function attempt(fetch: AnyFetch, request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (cause) {
    throw failure(request, cause)
  }
}
