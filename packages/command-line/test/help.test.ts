import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { commandUsage, exampleSection, flagSection, helpText, section, usage } from '../src/help.ts'
import { styleOf } from '../src/style.ts'

const plain = styleOf({ isTTY: false, write: () => undefined }, {})
const bold = styleOf({ isTTY: true, write: () => undefined }, {})

test('a section lines up its two columns', () => {
  const rows = [
    ['a', 'one'],
    ['long', 'two'],
    ['none', ''],
  ] as const
  expect(section(plain, 'Commands', rows)).toBe('Commands:\n  a     one\n  long  two\n  none')
})

test('a flag tells its letter, its value, whether it may be repeated, and its variable', () => {
  const flags = [
    { name: 'to', short: 't', value: 'PLACE', about: 'where to', many: true },
    { name: 'id', value: 'ID', about: 'whose', variable: 'THE_ID' },
    { name: 'dry', about: 'does nothing' },
  ] as const
  expect(flagSection(plain, flags)).toBe(
    [
      'Flags:',
      '  -t, --to PLACE  where to; may be repeated',
      '      --id ID     whose; default: THE_ID',
      '      --dry       does nothing',
    ].join('\n'),
  )
})

test('there is no room for letters where no flag has one', () => {
  expect(flagSection(plain, [{ name: 'dry', about: 'nothing' }])).toBe('Flags:\n  --dry  nothing')
})

test('the usage of a command says what has to follow it, and whether more may', () => {
  const flags = [
    { name: 'id', value: 'ID', about: 'whose', required: true },
    { name: 'of', value: 'ID', about: 'of what', required: true, variable: 'OF' },
    { name: 'dry', about: 'does nothing' },
  ] as const
  expect(commandUsage(plain, 'a', { name: 'put', flags })).toBe('Usage: a put --id ID [flags]')
  const operand = { name: 'KIND', choices: ['old', 'new'] }
  expect(commandUsage(plain, 'a', { name: 'put', flags: [], operand })).toBe('Usage: a put old|new')
  expect(commandUsage(plain, 'a', { name: 'put', flags: [], operand: { name: 'KEY' } })).toBe(
    'Usage: a put KEY',
  )
})

test('there is no section for no flags', () => {
  expect(flagSection(plain, [])).toBe('')
})

test('a text has an empty line between its parts, and leaves out those that are empty', () => {
  const examples = exampleSection(plain, ['a -b', 'c'])
  expect(helpText('About.', usage(plain, 'a', '', '[flags]'), '', examples)).toBe(
    'About.\n\nUsage: a [flags]\n\nExamples:\n  a -b\n  c\n',
  )
})

test('titles are bold on a terminal, and the rest is as it is', () => {
  const text = section(bold, 'Commands', [['a', 'one']])
  expect(text).toBe('\u001b[1mCommands:\u001b[22m\n  a  one')
  expect(stripVTControlCharacters(usage(bold, 'a'))).toBe('Usage: a')
})
