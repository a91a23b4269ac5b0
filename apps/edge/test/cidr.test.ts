import { BlockList, isIP } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchesAnyCidr, parseCidr } from '../src/lib/cidr.ts'

const isAddressBlock = (text: string) => parseCidr(text) !== undefined
const isInBlocks = (address: string, texts: readonly string[]) =>
  matchesAnyCidr(
    address,
    texts.map(parseCidr).filter((cidr) => cidr !== undefined),
  )

const address = fc.oneof(fc.ipV4(), fc.ipV6())
const family = (text: string) => (isIP(text) === 6 ? 'ipv6' : 'ipv4')

describe('CIDR blocks', () => {
  test('an address is valid with or without a prefix length within its width, as in Node', () => {
    fc.assert(
      fc.property(address, (text) => {
        const width = isIP(text) === 6 ? 128 : 32
        expect(isAddressBlock(text)).toBe(true)
        expect(isAddressBlock(`${text}/0`)).toBe(true)
        expect(isAddressBlock(`${text}/${width}`)).toBe(true)
        expect(isAddressBlock(`${text}/${width + 1}`)).toBe(false)
      }),
    )
  })

  test('a block contains the same addresses as in Node', () => {
    const neighbouringAddresses = fc.tuple(address, address, fc.nat(128)).map(([a, b, n]) => {
      const prefix = n % (isIP(a) === 6 ? 129 : 33)
      return { block: a, prefix, other: b }
    })
    fc.assert(
      fc.property(neighbouringAddresses, ({ block, prefix, other }) => {
        const list = new BlockList()
        list.addSubnet(block, prefix, family(block))
        for (const cidr of [other, block]) {
          if (family(cidr) !== family(block)) continue
          expect(isInBlocks(cidr, [`${block}/${prefix}`])).toBe(list.check(cidr, family(cidr)))
        }
      }),
    )
  })

  test('a block of IPv4 addresses matches their IPv6 form, and the other way round', () => {
    expect(isInBlocks('::ffff:203.0.113.7', ['203.0.113.0/24'])).toBe(true)
    expect(isInBlocks('::ffff:cb00:7107', ['203.0.113.7'])).toBe(true)
    expect(isInBlocks('203.0.113.7', ['::ffff:203.0.113.0/120'])).toBe(true)
    expect(isInBlocks('203.0.114.7', ['::ffff:203.0.113.0/120'])).toBe(false)
    expect(isInBlocks('0.0.0.0', ['::/16'])).toBe(true)
    expect(isInBlocks('::1', ['0.0.0.0/0'])).toBe(false)
  })

  test.each([
    '',
    'localhost',
    '203.0.113',
    '203.0.113.256',
    '203.0.113.07',
    '203.0.113.7.1',
    '203.0.113.7/',
    '203.0.113.7/33',
    '203.0.113.7/-1',
    '203.0.113.7/8/8',
    '203.0.113.7/8x',
    '1.2.3.4a',
    '::/x',
    '0x7f.0.0.1',
    '1e2.0.0.1',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '12345::',
    'g::',
    'fe80::1%eth0',
    '::203.0.113.256',
    '203.0.113.7::',
    '[::1]',
    ' ::1',
  ])('"%s" is not a CIDR block and matches nothing', (text) => {
    expect(isAddressBlock(text)).toBe(false)
    expect(isInBlocks(text, ['0.0.0.0/0', '::/0'])).toBe(false)
    expect(isInBlocks('203.0.113.7', [text])).toBe(false)
  })

  test('arbitrary text is an address exactly when Node parses it as one', () => {
    const characters = fc.string({
      unit: fc.constantFrom(...'0123456789abcdef.:/%'),
      maxLength: 24,
    })
    fc.assert(
      fc.property(characters, (text) => {
        fc.pre(!text.includes('/') && !text.includes('%'))
        expect(isAddressBlock(text)).toBe(isIP(text) !== 0)
      }),
      { numRuns: 2000 },
    )
  })
})
