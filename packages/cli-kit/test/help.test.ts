import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { commandUsage, exampleSection, flagSection, helpText, section, usage } from '../src/help.ts'
import { createStyle } from '../src/terminal.ts'

const plainStyle = createStyle({ isTTY: false, write: () => undefined }, {})
const boldStyle = createStyle({ isTTY: true, write: () => undefined }, {})

test('the columns of a section are aligned', () => {
  const rows = [
    ['a', 'one'],
    ['long', 'two'],
    ['none', ''],
  ] as const
  expect(section(plainStyle, 'Commands', rows)).toBe('Commands:\n  a     one\n  long  two\n  none')
})

test('a flag has its short form, its placeholder, its variable, and a note when it may be repeated', () => {
  const flags = [
    { name: 'to', short: 't', valueName: 'PLACE', description: 'where to', multiple: true },
    { name: 'id', valueName: 'ID', description: 'whose', variable: 'THE_ID' },
    { name: 'dry', description: 'does nothing' },
  ] as const
  expect(flagSection(plainStyle, flags)).toBe(
    [
      'Flags:',
      '  -t, --to PLACE  where to; may be repeated',
      '      --id ID     whose; default: THE_ID',
      '      --dry       does nothing',
    ].join('\n'),
  )
})

test('there is no column for short forms when no flag has one', () => {
  expect(flagSection(plainStyle, [{ name: 'dry', description: 'nothing' }])).toBe(
    'Flags:\n  --dry  nothing',
  )
})

test('the usage of a command has its positional argument, its required flags, and [flags] for others', () => {
  const flags = [
    { name: 'id', valueName: 'ID', description: 'whose', required: true },
    { name: 'of', valueName: 'ID', description: 'of what', required: true, variable: 'OF' },
    { name: 'dry', description: 'does nothing' },
  ] as const
  expect(commandUsage(plainStyle, 'a', { name: 'put', flags })).toBe('Usage: a put --id ID [flags]')
  const positional = { name: 'KIND', choices: ['old', 'new'] }
  expect(commandUsage(plainStyle, 'a', { name: 'put', flags: [], positional })).toBe(
    'Usage: a put old|new',
  )
  expect(
    commandUsage(plainStyle, 'a', { name: 'put', flags: [], positional: { name: 'KEY' } }),
  ).toBe('Usage: a put KEY')
})

test('a command without flags has no section for them', () => {
  expect(flagSection(plainStyle, [])).toBe('')
})

test('the parts of a help text are separated by empty lines, and empty parts are omitted', () => {
  const examples = exampleSection(plainStyle, ['a -b', 'c'])
  expect(helpText('About.', usage(plainStyle, 'a', '', '[flags]'), '', examples)).toBe(
    'About.\n\nUsage: a [flags]\n\nExamples:\n  a -b\n  c\n',
  )
})

test('only titles are bold on a terminal', () => {
  const text = section(boldStyle, 'Commands', [['a', 'one']])
  expect(text).toBe('\u001b[1mCommands:\u001b[22m\n  a  one')
  expect(stripVTControlCharacters(usage(boldStyle, 'a'))).toBe('Usage: a')
})
