import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  parseChallenges,
  parseCredentials,
  parseParameters,
  serializeDigest,
} from '../src/challenge.ts'
import { quote, unquote } from '../src/quoted-string.ts'

const parseToTuples = (header: string) =>
  parseChallenges(header).map(({ scheme, token68, parameters }) => [
    scheme,
    token68 || Object.fromEntries(parameters),
  ])

const printableText = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
})
const nameUnit = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789-_!*')
const name = fc.string({ unit: nameUnit, minLength: 1, maxLength: 12 })
/** Strings that resemble the grammar. Arbitrary strings hardly ever do. */
const nearHeaderText = fc
  .array(
    fc.constantFrom(
      'Digest',
      'realm',
      '=',
      '"',
      '\\',
      ',',
      ' ',
      '\t',
      'a',
      '==',
      'é',
      '\r\n',
      '\0',
    ),
  )
  .map((parts) => parts.join(''))

describe('parseChallenges', () => {
  test('the recorded challenge of Atlas is parsed', () => {
    const recordedChallenge =
      'Digest realm="MMS Public API", domain="", nonce="SlgYP7Tv3FS/BuCj/x4WQRIV1bNKdpJg", algorithm=MD5, qop="auth", stale=false'
    expect(parseToTuples(recordedChallenge)).toEqual([
      [
        'digest',
        {
          realm: 'MMS Public API',
          domain: '',
          nonce: 'SlgYP7Tv3FS/BuCj/x4WQRIV1bNKdpJg',
          algorithm: 'MD5',
          qop: 'auth',
          stale: 'false',
        },
      ],
    ])
  })

  test.each([
    [
      'several schemes can share one value',
      'Basic realm="a", Digest realm="b", nonce="c"',
      [
        ['basic', { realm: 'a' }],
        ['digest', { realm: 'b', nonce: 'c' }],
      ],
    ],
    [
      'a scheme can have no parameters',
      'Negotiate, Basic realm="a"',
      [
        ['negotiate', {}],
        ['basic', { realm: 'a' }],
      ],
    ],
    [
      'a scheme can have a token68',
      'Negotiate YII+/a==, Basic realm="a"',
      [
        ['negotiate', 'YII+/a=='],
        ['basic', { realm: 'a' }],
      ],
    ],
    [
      'names are case-insensitive, values are not',
      'DIGEST Realm="Aa"',
      [['digest', { realm: 'Aa' }]],
    ],
    [
      'white space can surround the equals sign',
      'Digest realm \t= "a" , qop\t=auth',
      [['digest', { realm: 'a', qop: 'auth' }]],
    ],
    ['several spaces can follow the scheme', 'Digest   realm="a"', [['digest', { realm: 'a' }]]],
    ['a quoted string can contain a tab', 'Basic realm="a\tb"', [['basic', { realm: 'a\tb' }]]],
    [
      'a comma in a quoted string is not a separator',
      'Digest qop="auth,auth-int", realm="a"',
      [['digest', { qop: 'auth,auth-int', realm: 'a' }]],
    ],
    [
      'quoted pairs are unescaped',
      String.raw`Digest realm="a \"b\" \\ \c,"`,
      [['digest', { realm: String.raw`a "b" \ c,` }]],
    ],
    ['empty list elements are ignored', ',, Basic realm="a",, ,', [['basic', { realm: 'a' }]]],
    [
      'unknown parameters are included',
      'Digest realm="a", x-new=1',
      [['digest', { realm: 'a', 'x-new': '1' }]],
    ],
    [
      'a quoted string can contain bytes above ASCII',
      'Basic realm="\u00c3\u00a9"',
      [['basic', { realm: '\u00c3\u00a9' }]],
    ],
  ])('%s', (_rule, header, expected) => {
    expect(parseToTuples(header)).toEqual(expected)
  })

  test.each([
    ['a value that is not a token', 'Basic realm=a/b'],
    ['a missing value', 'Basic realm="a", b='],
    ['a text after the closing quote', 'Basic realm="a"b'],
    ['an unescaped quote', 'Basic realm="a"b"c"'],
    ['a control character', 'Basic realm="a\u0007"'],
    ['a line break', 'Basic realm="a\r\nb"'],
    ['a duplicate parameter', 'Basic realm="a", REALM="b"'],
    ['a token68 with parameters', 'Basic abc=, realm="a"'],
    ['two token68', 'Basic abc def'],
    ['an element without a name', 'Basic realm="a", =x'],
  ])('a challenge with %s is ignored, and the others are parsed', (_fault, malformed) => {
    expect(parseToTuples(`Digest realm="before", ${malformed}, Digest realm="after"`)).toEqual([
      ['digest', { realm: 'before' }],
      ['digest', { realm: 'after' }],
    ])
  })

  test('an unclosed quoted string makes its own challenge malformed, not the one before', () => {
    expect(parseToTuples('Basic realm="a", Digest realm="b, Digest realm=c')).toEqual([
      ['basic', { realm: 'a' }],
    ])
    expect(parseToTuples('Digest realm="a\\"')).toEqual([])
    expect(parseToTuples('Digest realm="a\\')).toEqual([])
    expect(parseToTuples('Digest realm="')).toEqual([])
  })

  test('a quote that only ends a value is malformed', () => {
    expect(parseToTuples('Basic realm=a"')).toEqual([])
  })

  test('parameters before any scheme are ignored', () => {
    expect(parseToTuples('realm="a", Basic realm="b"')).toEqual([['basic', { realm: 'b' }]])
  })
})

describe('parseCredentials', () => {
  test.each([
    ['nothing', ''],
    ['two credentials', 'Basic YQ==, Digest realm="a"'],
    ['malformed credentials and valid ones', 'Digest a==b, Digest realm="a"'],
  ])('credentials are undefined for %s', (_, header) => {
    expect(parseCredentials(header)).toBeUndefined()
  })
})

describe('parseParameters', () => {
  test('parameters are parsed without a scheme', () => {
    expect([...parseParameters('nextnonce="a, b", qop=auth')]).toEqual([
      ['nextnonce', 'a, b'],
      ['qop', 'auth'],
    ])
  })

  test.each(['', 'nextnonce', 'nextnonce="', 'Digest nextnonce="a"'])(
    '%j has no valid parameters',
    (header) => {
      expect(parseParameters(header).get('nextnonce')).toBeUndefined()
    },
  )
})

describe('quote and serializeDigest', () => {
  test.each(['\r', '\n', '\0', '\t', '\u007f', 'é', '\u2028', '😀'])(
    'quote throws for %j',
    (character) => {
      expect(() => quote(`ab${character}`)).toThrow(/character 3 is U\+[0-9A-F]{4}/)
    },
  )

  test('the error of quote does not contain the value', () => {
    expect(() => quote('private\n')).not.toThrow(/private/)
  })

  test('a serialized challenge is parsed to the same values', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, printableText), { selector: ([key]) => key }),
        (pairs) => {
          const header = serializeDigest(pairs.map(([key, value]) => [key, quote(value)]))
          expect(parseCredentials(header)?.parameters).toEqual(new Map(pairs))
        },
      ),
    )
  })

  test('two serialized challenges in one value are parsed as two', () => {
    fc.assert(
      fc.property(printableText, printableText, (firstRealm, secondRealm) => {
        const header = [firstRealm, secondRealm]
          .map((realm) => serializeDigest([['realm', quote(realm)]]))
          .join(', ')
        expect(parseToTuples(header)).toEqual([
          ['digest', { realm: firstRealm }],
          ['digest', { realm: secondRealm }],
        ])
      }),
    )
  })
})

describe('hostile values', () => {
  test('any string is parsed without an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearHeaderText), (header) => {
        expect(Array.isArray(parseChallenges(header))).toBe(true)
        expect(parseParameters(header)).toBeInstanceOf(Map)
        expect(['string', 'undefined']).toContain(typeof unquote(header))
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['quotes', '"'],
    ['escaped quotes', '\\"'],
    ['backslashes', '\\'],
    ['white space', ' '],
    ['white space between tokens', 'a  '],
    ['commas', ','],
    ['equals signs', '='],
    ['token characters', 'a'],
    ['parameters', 'a=b,'],
    ['schemes', 'a b=c,'],
  ])('300,000 characters of %s are parsed in linear time', (_, unit) => {
    for (const prefix of ['', 'Digest ', 'Digest a="', 'Digest a=', 'a']) {
      const header = prefix + unit.repeat(300_000 / unit.length)
      // Linear time is about 50 ms. Quadratic time is more than half a minute, which exceeds the timeout of a test.
      expect(Array.isArray(parseChallenges(header))).toBe(true)
    }
  })
})
