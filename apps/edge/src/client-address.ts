import type { ClientAddress } from './parts.ts'

/**
 * The address of a request that came through as many proxies as are trusted: each has added to `X-Forwarded-For` whom it
 * was called by, and what stands before their entries anybody may have written. A request with fewer entries came past
 * them, and has no address that can be trusted.
 *
 * @param proxies - how many proxies; 0 leaves the header unread
 * @param connection - who opened the connection
 */
export function behindProxies(proxies: number, connection: ClientAddress): ClientAddress {
  if (proxies === 0) return connection
  return (c) => {
    const entries = c.req.header('X-Forwarded-For')?.split(',') ?? []
    return entries.at(-proxies)?.trim()
  }
}
