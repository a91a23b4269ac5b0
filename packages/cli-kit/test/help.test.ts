import { expect, test } from 'vitest'
import type { Flag } from '../src/arguments.ts'
import {
  alignColumns,
  type CommandHelp,
  commandHelp,
  type ProgramHelp,
  programHelp,
} from '../src/help.ts'
import { createStyle } from '../src/terminal.ts'

const plainStyle = createStyle({ isTTY: false, write: () => undefined }, {})
const boldStyle = createStyle({ isTTY: true, write: () => undefined }, {})

test('columns are aligned, without white space at the ends of lines', () => {
  const rows = [
    ['a', 'one'],
    ['long', 'two'],
    ['none', ''],
  ]
  expect(alignColumns(rows)).toEqual(['a     one', 'long  two', 'none'])
})

const putCommand: CommandHelp = {
  name: 'put',
  description: 'Puts things.\nIt asks nobody.',
  flags: [{ name: 'dry', description: 'does nothing' }],
  environment: [['PLACE', 'where']],
  exitCodes: { 0: 'put' },
  examples: ['kit put', 'kit put --dry'],
  notes: 'Be careful.',
}

const program: ProgramHelp = {
  name: 'kit',
  description: 'Puts and takes.',
  commands: [putCommand],
  exitCodes: { 0: 'success', 130: 'interrupted' },
}

test('the help of a program lists its commands, with `version` and `help`, and its exit codes', () => {
  expect(programHelp(plainStyle, program)).toBe(`Puts and takes.

Usage: kit COMMAND [flags]

Commands:
  put      Puts things.
  version  Prints the version of this program, like -V.
  help     Prints this help, or the help of a command.

Exit codes:
  0    success
  130  interrupted

Flags and examples of a command: kit COMMAND --help
`)
})

test('the help of a program shows that a command with a default is optional', () => {
  const text = programHelp(plainStyle, { ...program, defaultCommand: 'put' })
  expect(text).toContain('\nUsage: kit [COMMAND] [flags]\n')
})

test('the help of a program has its environment variables', () => {
  const text = programHelp(plainStyle, { ...program, environment: [['COLOR', 'the color']] })
  expect(text).toContain('\n\nEnvironment:\n  COLOR  the color\n\n')
})

test('the help of a command has every section', () => {
  expect(commandHelp(plainStyle, 'kit', putCommand)).toBe(`Puts things.
It asks nobody.

Usage: kit put [flags]

Flags:
  --dry  does nothing

Environment:
  PLACE  where

Exit codes:
  0  put

Examples:
  kit put
  kit put --dry

Be careful.
`)
})

test('the help of a command omits empty sections', () => {
  const text = commandHelp(plainStyle, 'kit', { name: 'go', description: 'Goes.', flags: [] })
  expect(text).toBe('Goes.\n\nUsage: kit go\n')
})

test('only titles are bold on a terminal', () => {
  const text = commandHelp(boldStyle, 'kit', { ...putCommand, environment: [], exitCodes: {} })
  const bold = (title: string) => `\u001b[1m${title}\u001b[22m`
  expect(text).toContain(`\n${bold('Usage:')} kit put [flags]\n`)
  expect(text).toContain(`\n${bold('Flags:')}\n  --dry  does nothing\n`)
})

/** Returns the help of a command with these flags. */
const helpWithFlags = (flags: readonly Flag[]) =>
  commandHelp(plainStyle, 'kit', { name: 'put', description: 'Puts.', flags })

test('a flag has its short form, its placeholder, its variable, and a note when it may be repeated', () => {
  const text = helpWithFlags([
    { name: 'to', short: 't', valueName: 'PLACE', description: 'where to', multiple: true },
    { name: 'id', valueName: 'ID', description: 'whose', variable: 'THE_ID' },
    { name: 'dry', description: 'does nothing' },
  ])
  expect(text).toContain(`Flags:
  -t, --to PLACE  where to; may be repeated
      --id ID     whose; default: THE_ID
      --dry       does nothing
`)
})

test('there is no column for short forms when no flag has one', () => {
  const text = helpWithFlags([{ name: 'dry', description: 'nothing' }])
  expect(text).toContain('Flags:\n  --dry  nothing\n')
})

test.each<[Partial<CommandHelp>, string]>([
  [
    {
      flags: [
        { name: 'id', valueName: 'ID', description: 'whose', required: true },
        { name: 'of', valueName: 'ID', description: 'of what', required: true, variable: 'OF' },
        { name: 'dry', description: 'does nothing' },
      ],
    },
    'put --id ID [flags]',
  ],
  [{ positional: { name: 'KIND', choices: ['old', 'new'] } }, 'put old|new'],
  [{ positional: { name: 'KEY' } }, 'put KEY'],
])(
  'the usage of a command has its positional argument, its required flags, and [flags] for others: %j',
  (parts, usage) => {
    const command = { name: 'put', description: 'Puts.', flags: [], ...parts }
    const [, usageLine] = commandHelp(plainStyle, 'kit', command).split('\n\n')
    expect(usageLine?.trim()).toBe(`Usage: kit ${usage}`)
  },
)
