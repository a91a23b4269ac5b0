import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCredentials } from '../src/challenge.ts'
import { readPlain } from '../src/plain-credentials.ts'

test('what clients send is plain: curl, and a client that quotes all it can', () => {
  const curl =
    'Digest username="key", realm="MMS Public API", nonce="A+/9", uri="/api/atlas/v2?pretty=true", cnonce="YWI=", nc=00000001, qop=auth, response="6629fae4", algorithm=MD5'
  expect(readPlain(curl)).toEqual({
    username: 'key',
    realm: 'MMS Public API',
    nonce: 'A+/9',
    uri: '/api/atlas/v2?pretty=true',
    cnonce: 'YWI=',
    nc: '00000001',
    qop: 'auth',
    response: '6629fae4',
    algorithm: 'MD5',
  })
  const quoting = 'Digest  realm="a, b=c",qop="auth" , nc="00000001"'
  expect(readPlain(quoting)).toEqual({ realm: 'a, b=c', qop: 'auth', nc: '00000001' })
})

test.each([
  ['another scheme', 'Basic nc="1"'],
  ['the scheme in lower case', 'digest nc="1"'],
  ['an escape', String.raw`Digest realm="\""`],
  ['a parameter twice', 'Digest nc=1, nc=2'],
  ['a name that is not of RFC 7616', 'Digest a=b'],
  ['a name in upper case', 'Digest NC=1'],
  ['two challenges', 'Digest nc=1, Digest qop=auth'],
  ['a character that is not printable', 'Digest realm="\t"'],
  ['no parameter', 'Digest '],
  ['a quote that does not end', 'Digest realm="b'],
])('%s is left to the grammar', (_, header) => {
  expect(readPlain(header)).toBeUndefined()
})

test('whatever is read plainly, the grammar reads the same', () => {
  const piece = fc.constantFrom(
    'Digest ',
    'digest',
    'nc',
    'Nc',
    'nc=',
    'qop=',
    '=',
    '"',
    '"b c"',
    ',',
    ', ',
    ' ',
    '\\',
    '/',
    '\t',
    'é',
  )
  const header = fc.array(piece, { maxLength: 14 }).map((pieces) => `Digest ${pieces.join('')}`)
  fc.assert(
    fc.property(header, (text) => {
      const plain = readPlain(text)
      if (plain === undefined) return
      expect(Object.fromEntries(parseCredentials(text)?.parameters ?? [])).toEqual(plain)
    }),
    { numRuns: 20_000 },
  )
})
