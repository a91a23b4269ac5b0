/** The loopback hosts of RFC 6761 §6.3, RFC 1122 §3.2.1.3 and RFC 4291 §2.5.3, in the notation of `URL.hostname`. */
const loopbackPattern = /^(localhost|127(\.\d+){3}|\[::1\])$/

/**
 * Returns whether a host is this machine. Plain http to such a host does not expose secrets to the network.
 *
 * @param hostname - the `hostname` of a `URL`, with an IPv6 address in brackets
 */
export function isLoopback(hostname: string): boolean {
  return loopbackPattern.test(hostname)
}
