import type { AnyFetch } from '../fetch.ts'

/** A request that was sent last, and what `fetch` has made of it where it was sent twice. */
interface Last {
  readonly url: string
  readonly init: RequestInit
  parsed?: Request
}

type ByName = Readonly<Record<string, unknown>>

function sameHeaders(headers: ByName, others: ByName): boolean {
  for (const name in headers) if (headers[name] !== others[name]) return false
  return Object.keys(headers).length === Object.keys(others).length
}

function isSame(url: string, init: RequestInit, last: Last): boolean {
  const { method, headers, redirect } = last.init
  return (
    url === last.url &&
    method === init.method &&
    redirect === init.redirect &&
    sameHeaders(Object(headers), Object(init.headers))
  )
}

/**
 * The global `fetch` of the moment, for who sends the same request again and again, as those do who wait for something to change: its URL
 * and headers are parsed once and not each time, which is a twentieth of what a call costs in Node. Requests with a body
 * are sent as they are, and so is all that goes to what has replaced the runtime's own, which need not know a `Request`.
 *
 * @param own - the runtime's
 */
export function parsedOnce(own: typeof globalThis.fetch): AnyFetch {
  let last: Last | undefined
  return (url, init) => {
    const { fetch } = globalThis
    const isBodiless = init.body === null || init.body === undefined
    if (!isBodiless || fetch !== own) return fetch(url, init)
    if (last === undefined || !isSame(url, init, last)) {
      last = { url, init }
      return fetch(url, init)
    }
    // Each call's own signal ends it, so that of the first one is left out.
    last.parsed ??= new Request(url, { ...init, signal: null })
    return fetch(last.parsed, { signal: init.signal ?? null })
  }
}
