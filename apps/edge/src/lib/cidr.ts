import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** A block of IPv6 addresses that share a prefix (RFC 4632). */
export type Cidr = readonly [address: ipaddr.IPv6, prefixLength: number]

/** The bits that an IPv4-mapped IPv6 address adds (RFC 4291 §2.5.5.2). */
const ipv4MappedPrefixLength = 96

/** Rejects notations that ipaddr.js accepts but other software interprets differently, such as 0x7f.1 and fe80::1%eth0. */
const isStrict = (text: string): boolean =>
  text.includes(':')
    ? !text.includes('%') && ipaddr.IPv6.isValid(text)
    : ipaddr.IPv4.isValidFourPartDecimal(text)

const toIpv6 = (address: Address): ipaddr.IPv6 =>
  address instanceof ipaddr.IPv4 ? address.toIPv4MappedAddress() : address

function parseAddress(text: string): Address | undefined {
  return isStrict(text) ? ipaddr.parse(text) : undefined
}

/** Parses an IP address or a CIDR block, such as `203.0.113.7`, `203.0.113.0/24` or `2001:db8::/32`. */
export function parseCidr(text: string): Cidr | undefined {
  const [addressText = '', prefixText, ...rest] = text.split('/')
  const address = parseAddress(addressText)
  if (address === undefined || rest.length > 0) return undefined
  const addedBits = address instanceof ipaddr.IPv4 ? ipv4MappedPrefixLength : 0
  const prefixLength = addedBits + Number(prefixText ?? 128 - addedBits)
  if (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText)) return undefined
  return prefixLength > 128 ? undefined : [toIpv6(address), prefixLength]
}

const parsedLists = new WeakMap<readonly string[], readonly Cidr[]>()

/**
 * Parses an access list once, when the credentials are read: a store with a cache returns the same array for every request.
 * Drops invalid items, so that they never allow an address.
 */
export function parseCidrs(list: readonly string[]): readonly Cidr[] {
  const cached = parsedLists.get(list)
  if (cached !== undefined) return cached
  const cidrs = list.map(parseCidr).filter((cidr) => cidr !== undefined)
  parsedLists.set(list, cidrs)
  return cidrs
}

/** Returns whether an address is in one of the blocks. Text that is not an address never matches. */
export function matchesAnyCidr(text: string, cidrs: readonly Cidr[]): boolean {
  const address = parseAddress(text)
  if (address === undefined) return false
  const ipv6 = toIpv6(address)
  return cidrs.some(([block, prefixLength]) => ipv6.match(block, prefixLength))
}
