import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** A block of IPv6 addresses (RFC 4632): those that share the first bits of an address. */
export type Cidr = readonly [address: ipaddr.IPv6, prefixLength: number]

/** Bits by which an IPv4 address is longer once it is mapped to IPv6 (RFC 4291, section 2.5.5.2). */
const mappedBits = 96

/** ipaddr.js also reads 0x7f.1 and fe80::1%eth0, which other software reads in other ways or not at all. */
const isStrict = (text: string): boolean =>
  text.includes(':')
    ? !text.includes('%') && ipaddr.IPv6.isValid(text)
    : ipaddr.IPv4.isValidFourPartDecimal(text)

const toIpv6 = (address: Address): ipaddr.IPv6 =>
  address instanceof ipaddr.IPv4 ? address.toIPv4MappedAddress() : address

function parseAddress(text: string): Address | undefined {
  return isStrict(text) ? ipaddr.parse(text) : undefined
}

/** Parses an IP address or a block, such as `203.0.113.7`, `203.0.113.0/24` or `2001:db8::/32`. */
export function parseCidr(text: string): Cidr | undefined {
  const [addressText = '', prefixText, ...hostBits] = text.split('/')
  const address = parseAddress(addressText)
  if (address === undefined || hostBits.length > 0) return undefined
  const extra = address instanceof ipaddr.IPv4 ? mappedBits : 0
  const prefixLength = extra + Number(prefixText ?? 128 - extra)
  if (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText)) return undefined
  return prefixLength > 128 ? undefined : [toIpv6(address), prefixLength]
}

/** Tells whether an address is in one of the blocks. A text that is not an address is in none. */
export function matchesAnyCidr(text: string, cidrs: readonly Cidr[]): boolean {
  const address = parseAddress(text)
  if (address === undefined) return false
  const ipv6 = toIpv6(address)
  return cidrs.some(([block, prefixLength]) => ipv6.match(block, prefixLength))
}
