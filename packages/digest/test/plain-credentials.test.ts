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

/** What the grammar makes of a header. */
const byGrammar = (header: string) => Object.fromEntries(parseCredentials(header)?.parameters ?? [])

const names = [
  'username',
  'realm',
  'nonce',
  'uri',
  'cnonce',
  'nc',
  'qop',
  'response',
  'algorithm',
  'opaque',
  'userhash',
]
const token = fc.stringMatching(/^[\w!#$%&'*+.^`|~-]{1,12}$/)
const quotable = fc.stringMatching(/^[ !#-[\]-~]{0,20}$/)
const value = fc.oneof(
  token.map((text) => ({ text, serialized: text })),
  fc
    .tuple(quotable, fc.constantFrom('', ' '))
    .map(([text, space]) => ({ text, serialized: `"${text}"${space}` })),
)
const comma = fc.constantFrom(',', ', ', ',   ')

/** Credentials as clients write them, and their parameters. */
const credentials = fc
  .record({
    parameters: fc
      .shuffledSubarray(names, { minLength: 1 })
      .chain((subset) => fc.tuple(...subset.map((name) => fc.tuple(fc.constant(name), value)))),
    commas: fc.array(comma, { minLength: names.length, maxLength: names.length }),
    space: fc.constantFrom(' ', '   '),
  })
  .map(({ parameters, commas, space }) => {
    const list = parameters.map(([name, each], at) => {
      return `${at === 0 ? '' : commas[at]}${name}=${each.serialized}`
    })
    const expected = parameters.map(([name, { text }]) => [name, text] as const)
    return { header: `Digest${space}${list.join('')}`, expected: Object.fromEntries(expected) }
  })

test('whatever clients write in the usual form is read plainly, and as the grammar reads it', () => {
  fc.assert(
    fc.property(credentials, ({ header, expected }) => {
      expect(readPlain(header)).toEqual(expected)
      expect(byGrammar(header)).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

/** A piece of the grammar, what does not belong there, or a letter. */
const piece = fc.oneof(
  fc.constantFrom('', '"', '""', ',', ', ', '=', ' ', '\\', '/', '\t', 'é', 'NC=1', 'realm="a, b"'),
  fc.constantFrom(', nc=1', 'Digest ', ', Digest nc=1', ', Basic'),
  fc.constantFrom(...'abc123'),
)

/** Credentials in which one or two places are cut out, or have something else put in. */
const mutation = fc
  .tuple(
    credentials,
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 1 }), piece), { minLength: 1, maxLength: 2 }),
  )
  .map(([{ header }, changes]) =>
    changes.reduce((text, [where, cut, put]) => {
      const at = where % (text.length + 1)
      return text.slice(0, at) + put + text.slice(at + cut)
    }, header),
  )

test('whatever is changed in it, what is still read plainly is what the grammar reads', () => {
  let [plainCount, otherCount] = [0, 0]
  fc.assert(
    fc.property(mutation, (header) => {
      const parameters = readPlain(header)
      if (parameters === undefined) {
        otherCount++
        return
      }
      expect(byGrammar(header)).toEqual(parameters)
      if (Object.keys(parameters).length > 1) plainCount++
    }),
    { numRuns: 3000 },
  )
  // Both outcomes are common, so that the property says something of each.
  expect(Math.min(plainCount, otherCount)).toBeGreaterThan(150)
})
