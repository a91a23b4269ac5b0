import type { Context } from 'hono'

/** Returns the IP address of the client, or `undefined` when the runtime does not know it. */
export type GetClientAddress = (c: Context) => string | undefined

/**
 * Returns the client address from `X-Forwarded-For`: the entry that the outermost trusted proxy appended. Anybody can forge
 * the entries before it. A request with fewer entries bypassed the proxies, so it has no trusted address.
 *
 * @param trustedProxies - the number of proxies. With 0 the header is ignored
 * @param connectionAddress - returns the address of the connection
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
