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
/** Strings that are close to the grammar, which arbitrary ones hardly ever are. */
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

describe('WWW-Authenticate', () => {
  test('the recorded challenge of Atlas is read', () => {
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
      'several schemes share one value',
      'Basic realm="a", Digest realm="b", nonce="c"',
      [
        ['basic', { realm: 'a' }],
        ['digest', { realm: 'b', nonce: 'c' }],
      ],
    ],
    [
      'a scheme may stand alone',
      'Negotiate, Basic realm="a"',
      [
        ['negotiate', {}],
        ['basic', { realm: 'a' }],
      ],
    ],
    [
      'a scheme may carry a token68',
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
      'white space may surround the equals sign',
      'Digest realm \t= "a" , qop\t=auth',
      [['digest', { realm: 'a', qop: 'auth' }]],
    ],
    ['spaces may follow the scheme', 'Digest   realm="a"', [['digest', { realm: 'a' }]]],
    ['a tab may stand in a quoted string', 'Basic realm="a\tb"', [['basic', { realm: 'a\tb' }]]],
    [
      'a comma in a quoted string separates nothing',
      'Digest qop="auth,auth-int", realm="a"',
      [['digest', { qop: 'auth,auth-int', realm: 'a' }]],
    ],
    [
      'quoted pairs are unescaped',
      String.raw`Digest realm="a \"b\" \\ \c,"`,
      [['digest', { realm: String.raw`a "b" \ c,` }]],
    ],
    ['empty list elements are passed over', ',, Basic realm="a",, ,', [['basic', { realm: 'a' }]]],
    [
      'unknown parameters are kept',
      'Digest realm="a", x-new=1',
      [['digest', { realm: 'a', 'x-new': '1' }]],
    ],
    [
      'bytes above ASCII may stand in a quoted string',
      'Basic realm="\u00c3\u00a9"',
      [['basic', { realm: '\u00c3\u00a9' }]],
    ],
  ])('%s', (_rule, header, expected) => {
    expect(parseToTuples(header)).toEqual(expected)
  })

  test.each([
    ['a value that is no token', 'Basic realm=a/b'],
    ['a missing value', 'Basic realm="a", b='],
    ['a text after the closing quote', 'Basic realm="a"b'],
    ['a quote within the quotes', 'Basic realm="a"b"c"'],
    ['a control character', 'Basic realm="a\u0007"'],
    ['a line break', 'Basic realm="a\r\nb"'],
    ['a parameter given twice', 'Basic realm="a", REALM="b"'],
    ['a token68 with parameters', 'Basic abc=, realm="a"'],
    ['two token68', 'Basic abc def'],
    ['an element that is nothing', 'Basic realm="a", =x'],
  ])('a challenge with %s is left out, the others count', (_fault, malformed) => {
    expect(parseToTuples(`Digest realm="before", ${malformed}, Digest realm="after"`)).toEqual([
      ['digest', { realm: 'before' }],
      ['digest', { realm: 'after' }],
    ])
  })

  test('a quoted string without an end spoils its own challenge, not the one before', () => {
    expect(parseToTuples('Basic realm="a", Digest realm="b, Digest realm=c')).toEqual([
      ['basic', { realm: 'a' }],
    ])
    expect(parseToTuples('Digest realm="a\\"')).toEqual([])
    expect(parseToTuples('Digest realm="a\\')).toEqual([])
    expect(parseToTuples('Digest realm="')).toEqual([])
  })

  test('a quote that only ends a value is none', () => {
    expect(parseToTuples('Basic realm=a"')).toEqual([])
  })

  test('parameters before any scheme belong to none', () => {
    expect(parseToTuples('realm="a", Basic realm="b"')).toEqual([['basic', { realm: 'b' }]])
  })
})

describe('Authorization', () => {
  test.each([
    ['nothing', ''],
    ['two credentials', 'Basic YQ==, Digest realm="a"'],
    ['a malformed one and a right one', 'Digest a==b, Digest realm="a"'],
  ])('%s is no single credentials', (_, header) => {
    expect(parseCredentials(header)).toBeUndefined()
  })
})

describe('Authentication-Info', () => {
  test('parameters are read without a scheme', () => {
    expect([...parseParameters('nextnonce="a, b", qop=auth')]).toEqual([
      ['nextnonce', 'a, b'],
      ['qop', 'auth'],
    ])
  })

  test.each(['', 'nextnonce', 'nextnonce="', 'Digest nextnonce="a"'])('%j holds none', (header) => {
    expect(parseParameters(header).get('nextnonce')).toBeUndefined()
  })
})

describe('writing', () => {
  test.each(['\r', '\n', '\0', '\t', '\u007f', 'é', '\u2028', '😀'])(
    '%j is refused',
    (character) => {
      expect(() => quote(`ab${character}`)).toThrow(/character 3 is U\+[0-9A-F]{4}/)
    },
  )

  test('the refusal does not repeat the value', () => {
    expect(() => quote('private\n')).not.toThrow(/private/)
  })

  test('what is written is read back', () => {
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

  test('two challenges in one value are read back as two', () => {
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
  test('no string makes the parser throw', () => {
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
  ])('300,000 characters of %s take linear time', (_, unit) => {
    for (const prefix of ['', 'Digest ', 'Digest a="', 'Digest a=', 'a']) {
      const header = prefix + unit.repeat(300_000 / unit.length)
      // Linear time is some 50 ms. Quadratic time is half a minute and more: all of them exceed the time of a test.
      expect(Array.isArray(parseChallenges(header))).toBe(true)
    }
  })
})
