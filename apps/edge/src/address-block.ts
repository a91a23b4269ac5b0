/** Bits of an IPv6 address. */
const bits = 128
/** IPv4 addresses are taken for the IPv6 addresses that they are mapped to (RFC 4291, section 2.5.5.2). */
const mapped = '::ffff:'

/** The last four bytes of an address, written as IPv4, in groups of IPv6; any other text as it is. */
function withoutIpv4(text: string): string {
  // Not 010 or 1e1: readers differ on what they mean.
  const [written, ...bytes] =
    /(?<=:)(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/.exec(text) ?? []
  const [a = 256, b = 256, c = 256, d = 256] = bytes.map(Number)
  if (written === undefined || Math.max(a, b, c, d) > 255) return text
  const groups = [a * 256 + b, c * 256 + d].map((group) => group.toString(16))
  return text.slice(0, -written.length) + groups.join(':')
}

const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'))

/** An address as a number; `undefined` for what is none. */
function addressNumber(text: string): bigint | undefined {
  if (!/[.:]/.test(text)) return undefined
  const [head = '', tail, ...more] = withoutIpv4(text.includes(':') ? text : mapped + text).split(
    '::',
  )
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')]
  const missing = bits / 16 - before.length - after.length
  if (more.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return BigInt(`0x${groups.map((group) => group.padStart(4, '0')).join('')}`)
}

/** A block of addresses (RFC 4632): those that begin with the same bits. */
interface AddressBlock {
  readonly address: bigint
  /** How many bits are the same. */
  readonly prefix: number
}

function blockOf(text: string): AddressBlock | undefined {
  const [written = '', length, ...more] = text.split('/')
  const address = addressNumber(written)
  const width = written.includes(':') ? bits : 32
  const prefix = length === undefined ? width : /^\d{1,3}$/.test(length) ? Number(length) : bits + 1
  if (address === undefined || prefix > width || more.length > 0) return undefined
  return { address, prefix: prefix + bits - width }
}

/** Whether a text is an IP address or a block of them, such as `203.0.113.7`, `203.0.113.0/24` or `2001:db8::/32`. */
export function isAddressBlock(text: string): boolean {
  return blockOf(text) !== undefined
}

/** Whether an address is in one of the blocks. What is no address is in none, and what is no block has none in it. */
export function isInBlocks(address: string, blocks: readonly string[]): boolean {
  const number = addressNumber(address)
  if (number === undefined) return false
  return blocks.some((text) => {
    const block = blockOf(text)
    if (block === undefined) return false
    const rest = BigInt(bits - block.prefix)
    return number >> rest === block.address >> rest
  })
}
