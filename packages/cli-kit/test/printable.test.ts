import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeBidi, escapeForTerminal, escapeJsonForTerminal } from '../src/printable.ts'

/** Returns whether GitHub's runner executes a line (`ActionCommand.TryParseV2` and `TryParse` of actions/runner). */
const isCommand = (line: string) => line.trimStart().startsWith('::') || line.includes('##[')

/** The bidirectional formatting characters. */
const bidirectional = [...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069']

/** Generates text with fragments of commands and with control characters. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('##', '#', '[', ']', '::', ':', ' ', '\t', '\n', '\r\n', '##[', '::error::'),
      fc.constantFrom('\u001b[2J', '\u009b', '\u2028', '\ufeff', '\u{e0001}', '\ud800', '\\'),
      fc.constantFrom(...bidirectional),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

describe('escapeForTerminal', () => {
  test.each([
    ['a\nb', 'a\\u{a}b'],
    ['\u001b[2J', '\\u{1b}[2J'],
    ['\u009b', '\\u{9b}'],
    ['\u202e', '\\u{202e}'],
    ['\u2028', '\\u{2028}'],
    ['\u{e0001}', '\\u{e0001}'],
    ['Größe 😀', 'Größe 😀'],
  ])('control and formatting characters are escaped: %j', (text, escaped) => {
    expect(escapeForTerminal(text)).toBe(escaped)
  })

  test.each([
    ['##[set-output name=a]b', '##\\u{5b}set-output name=a]b'],
    ['a ##[error]##[group]', 'a ##\\u{5b}error]##\\u{5b}group]'],
    ['###[endgroup]', '###\\u{5b}endgroup]'],
    ['##vso[task.complete]', '##vso\\u{5b}task.complete]'],
    ["##teamcity[testFailed name='a']", "##teamcity\\u{5b}testFailed name='a']"],
    ['::stop-commands::x', '\\u{3a}:stop-commands::x'],
    ['  ::error::x', '  \\u{3a}:error::x'],
  ])('a command of a CI runner is escaped: %j', (text, escaped) => {
    expect(escapeForTerminal(text)).toBe(escaped)
  })

  test.each(['# [1]', '#[a]', '## a [b]', 'fe80::1', 'std::string', 'C##', '## Heading', ':a'])(
    'text without a command is unchanged: %j',
    (text) => {
      expect(escapeForTerminal(text)).toBe(text)
    },
  )

  test('the result is one line without commands for any text and indentation', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom('', '  '), (text, indent) => {
        const line = `${indent}${escapeForTerminal(text)}`
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
        expect(isCommand(line)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('escapeJsonForTerminal', () => {
  test.each([
    [{ a: '##[set-env]' }, '{"a":"##\\u005bset-env]"}'],
    [{ '##vso[': 1 }, '{"##vso\\u005b":1}'],
    ['\u202e\u009b\u2028\u{e0001}', '"\\u202e\\u009b\\u2028\\udb40\\udc01"'],
    [['##'], '["##"]'],
  ])('the escapes are those of JSON: %j', (value, escaped) => {
    expect(escapeJsonForTerminal(JSON.stringify(value))).toBe(escaped)
  })

  test('the result has the same value and no commands or control characters for any value', () => {
    // After an object with the key `\`, JSON.parse of V8 14.6 (Node 26) returns that key for keys that start with an escape.
    const key = hostile.filter((text) => text !== '\\')
    const value = fc.dictionary(key, fc.oneof(hostile, fc.array(hostile)))
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2, '\t'), (original, indent) => {
        const json = JSON.stringify(original, null, indent)
        const escaped = escapeJsonForTerminal(json)
        expect(escaped.split('\n').filter(isCommand)).toEqual([])
        expect(escaped).not.toMatch(/[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}]/u)
        expect(JSON.parse(escaped)).toEqual(JSON.parse(json))
      }),
      { numRuns: 500 },
    )
  })
})

describe('escapeBidi', () => {
  test.each(bidirectional)('the bidirectional formatting character %j is escaped', (character) => {
    const code = character.codePointAt(0)?.toString(16)
    expect(escapeBidi(`a${character}b`)).toBe(`a\\u{${code}}b`)
  })

  test('other text is unchanged', () => {
    const text = 'line\n\tline ##[a] ::b ‏שלום‏ \u200d😀'
    expect(escapeBidi(text)).toBe(text)
  })
})
