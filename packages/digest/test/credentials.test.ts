import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCredentials } from '../src/challenge.ts'
import { scanCredentials } from '../src/credentials.ts'

test('scanCredentials parses the headers of curl, and of a client that quotes every value', () => {
  const curl =
    'Digest username="key", realm="MMS Public API", nonce="A+/9", uri="/api/atlas/v2?pretty=true", cnonce="YWI=", nc=00000001, qop=auth, response="6629fae4", algorithm=MD5'
  expect(scanCredentials(curl)).toEqual({
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
  const quotedHeader = 'Digest  realm="a, b=c",qop="auth" , nc="00000001"'
  expect(scanCredentials(quotedHeader)).toEqual({ realm: 'a, b=c', qop: 'auth', nc: '00000001' })
})

test.each([
  ['another scheme', 'Basic nc="1"'],
  ['the scheme in lower case', 'digest nc="1"'],
  ['an escape', String.raw`Digest realm="\""`],
  ['a duplicate parameter', 'Digest nc=1, nc=2'],
  ['a name that RFC 7616 does not define', 'Digest a=b'],
  ['a name in upper case', 'Digest NC=1'],
  ['two challenges', 'Digest nc=1, Digest qop=auth'],
  ['a character that is not printable', 'Digest realm="\t"'],
  ['no parameter', 'Digest '],
  ['an unclosed quote', 'Digest realm="b'],
])('scanCredentials leaves %s to the grammar', (_, header) => {
  expect(scanCredentials(header)).toBeUndefined()
})

/** Parses a header by the full grammar. */
const parseByGrammar = (header: string) =>
  Object.fromEntries(parseCredentials(header)?.parameters ?? [])

const parameterNames = [
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

/** Generates credentials in the usual form, with their parameters. */
const credentials = fc
  .record({
    parameters: fc
      .shuffledSubarray(parameterNames, { minLength: 1 })
      .chain((subset) => fc.tuple(...subset.map((name) => fc.tuple(fc.constant(name), value)))),
    commas: fc.array(comma, { minLength: parameterNames.length, maxLength: parameterNames.length }),
    space: fc.constantFrom(' ', '   '),
  })
  .map(({ parameters, commas, space }) => {
    const list = parameters.map(([name, parameter], index) => {
      return `${index === 0 ? '' : commas[index]}${name}=${parameter.serialized}`
    })
    const expected = parameters.map(([name, { text }]) => [name, text] as const)
    return { header: `Digest${space}${list.join('')}`, expected: Object.fromEntries(expected) }
  })

test('credentials in the usual form are scanned to the result of the grammar', () => {
  fc.assert(
    fc.property(credentials, ({ header, expected }) => {
      expect(scanCredentials(header)).toEqual(expected)
      expect(parseByGrammar(header)).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

/** Generates a fragment of the grammar, an invalid character, or a letter. */
const piece = fc.oneof(
  fc.constantFrom('', '"', '""', ',', ', ', '=', ' ', '\\', '/', '\t', 'é', 'NC=1', 'realm="a, b"'),
  fc.constantFrom(', nc=1', 'Digest ', ', Digest nc=1', ', Basic'),
  fc.constantFrom(...'abc123'),
)

/** Generates credentials with one or two deletions or insertions. */
const mutation = fc
  .tuple(
    credentials,
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 1 }), piece), { minLength: 1, maxLength: 2 }),
  )
  .map(([{ header }, changes]) =>
    changes.reduce((text, [offset, deleteCount, insertion]) => {
      const position = offset % (text.length + 1)
      return text.slice(0, position) + insertion + text.slice(position + deleteCount)
    }, header),
  )

test('mutated credentials that are still scanned have the result of the grammar', () => {
  let [plainCount, otherCount] = [0, 0]
  fc.assert(
    fc.property(mutation, (header) => {
      const parameters = scanCredentials(header)
      if (parameters === undefined) {
        otherCount++
        return
      }
      expect(parseByGrammar(header)).toEqual(parameters)
      if (Object.keys(parameters).length > 1) plainCount++
    }),
    { numRuns: 3000 },
  )
  // Both outcomes are common, so the property covers each.
  expect(Math.min(plainCount, otherCount)).toBeGreaterThan(150)
})
