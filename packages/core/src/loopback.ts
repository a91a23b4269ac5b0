/** By the names that `URL` gives them: RFC 6761, section 6.3; RFC 1122, section 3.2.1.3; RFC 4291, section 2.5.3. */
const loopbackPattern = /^(localhost|127(\.\d+){3}|\[::1\])$/

/**
 * Whether a host is this machine: what plain http may carry secrets to.
 *
 * @param hostname - as `URL` has it, an IPv6 address in brackets
 */
export function isLoopback(hostname: string): boolean {
  return loopbackPattern.test(hostname)
}
