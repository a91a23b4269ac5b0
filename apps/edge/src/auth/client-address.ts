import type { GetClientAddress } from '../options.ts'

/**
 * The address of a request that came through as many proxies as are trusted: each has added to `X-Forwarded-For` whom it
 * was called by, and what stands before their entries anybody may have written. A request with fewer entries came past
 * them, and has no address that can be trusted.
 *
 * @param trustedProxies - how many proxies; 0 leaves the header unread
 * @param connectionAddress - who opened the connection
 */
export function clientAddressFromForwardedFor(
  trustedProxies: number,
  connectionAddress: GetClientAddress,
): GetClientAddress {
  if (trustedProxies === 0) return connectionAddress
  return (c) => {
    const entries = c.req.header('X-Forwarded-For')?.split(',') ?? []
    return entries.at(-trustedProxies)?.trim()
  }
}
