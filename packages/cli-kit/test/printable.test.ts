import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeBidi, escapeForTerminal, escapeJsonForTerminal } from '../src/printable.ts'

/** What GitHub's runner takes for a command (`ActionCommand.TryParseV2` and `TryParse` of actions/runner). */
const isCommand = (line: string) => line.trimStart().startsWith('::') || line.includes('##[')

/** Each of the bidirectional formatting characters. */
const bidirectional = [...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069']

/** Text near commands and control characters. */
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

describe('what is printed', () => {
  test.each([
    ['a\nb', 'a\\u{a}b'],
    ['\u001b[2J', '\\u{1b}[2J'],
    ['\u009b', '\\u{9b}'],
    ['\u202e', '\\u{202e}'],
    ['\u2028', '\\u{2028}'],
    ['\u{e0001}', '\\u{e0001}'],
    ['Größe 😀', 'Größe 😀'],
  ])('neither moves the cursor nor turns the text: %j', (text, escaped) => {
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
  ])('is no command to a CI runner: %j', (text, escaped) => {
    expect(escapeForTerminal(text)).toBe(escaped)
  })

  test.each(['# [1]', '#[a]', '## a [b]', 'fe80::1', 'std::string', 'C##', '## Heading', ':a'])(
    'stays as it is where it is no command: %j',
    (text) => {
      expect(escapeForTerminal(text)).toBe(text)
    },
  )

  test('is one line without commands, whatever the text is and however it is indented', () => {
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

describe('JSON that is printed', () => {
  test.each([
    [{ a: '##[set-env]' }, '{"a":"##\\u005bset-env]"}'],
    [{ '##vso[': 1 }, '{"##vso\\u005b":1}'],
    ['\u202e\u009b\u2028\u{e0001}', '"\\u202e\\u009b\\u2028\\udb40\\udc01"'],
    [['##'], '["##"]'],
  ])('has the escapes of JSON: %j', (value, escaped) => {
    expect(escapeJsonForTerminal(JSON.stringify(value))).toBe(escaped)
  })

  test('is the same value, without commands or active characters, whatever is in it', () => {
    // After an object with the key `\`, JSON.parse of V8 14.6 (Node 26) reads a key that starts with an escape as that one.
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

describe('a text of a report', () => {
  test.each(bidirectional)('shows in its own order: U+%s is escaped', (character) => {
    const code = character.codePointAt(0)?.toString(16)
    expect(escapeBidi(`a${character}b`)).toBe(`a\\u{${code}}b`)
  })

  test('stays as it is otherwise', () => {
    const text = 'line\n\tline ##[a] ::b ‏שלום‏ \u200d😀'
    expect(escapeBidi(text)).toBe(text)
  })
})
