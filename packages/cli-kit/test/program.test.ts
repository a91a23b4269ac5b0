import { describe, expect, test } from 'vitest'
import { UsageError } from '../src/arguments.ts'
import {
  findCommand,
  helpOrVersion,
  type Program,
  runProgram,
  unknownCommandError,
} from '../src/program.ts'
import { createStyle } from '../src/terminal.ts'

type Command = { readonly name: string }

const program: Program<Command> = {
  name: 'kit',
  version: '1.2.3',
  commands: [{ name: 'serve' }, { name: 'keys add' }, { name: 'keys list' }],
  help: () => 'the help\n',
  commandHelp: ({ name }) => `the help of ${name}\n`,
}

const plainStyle = createStyle({ isTTY: false, write: () => undefined }, {})

test.each([
  [['serve', '--port', '1'], 'serve'],
  [['keys', 'add', 'x'], 'keys add'],
  [['keys'], undefined],
  [['--x', 'serve'], undefined],
  [[], undefined],
])('the command of %j is %j', (args, name) => {
  expect(findCommand(program.commands, args)?.name).toBe(name)
})

describe('helpOrVersion', () => {
  test.each([
    [['help'], 'the help\n'],
    [['--help'], 'the help\n'],
    [['-h', 'keys'], 'the help\n'],
    [['help', 'keys'], 'the help\n'],
    [['help', 'keys', 'add'], 'the help of keys add\n'],
    [['keys', 'add', '--bad', '--help'], 'the help of keys add\n'],
    [['--help', 'serve'], 'the help of serve\n'],
    [['version'], '1.2.3\n'],
    [['--version'], '1.2.3\n'],
    [['-V'], '1.2.3\n'],
    [['serve', '-V'], undefined],
    [[], undefined],
  ])('the text for %j is %j', (args, text) => {
    expect(helpOrVersion(program, args, plainStyle)).toBe(text)
  })

  test('the help of an unknown command is a usage error', () => {
    expect(() => helpOrVersion(program, ['help', 'sing'], plainStyle)).toThrow(
      new UsageError(
        'unknown command "sing" (expected serve, keys add, keys list); see kit --help',
      ),
    )
  })
})

test('the error for no arguments is a missing command', () => {
  expect(unknownCommandError(program, []).message).toBe(
    'missing command (expected serve, keys add, keys list); see kit --help',
  )
})

describe('runProgram', () => {
  async function run(dispatch: () => Promise<number>, interruptSignal?: AbortSignal) {
    const output: string[] = []
    const stderr = { isTTY: false, write: (text: string) => void output.push(text) }
    const toExitCode = (error: unknown) => (error instanceof UsageError ? 2 : 1)
    const code = await runProgram(
      { env: {}, stderr, toExitCode, ...(interruptSignal && { interruptSignal }) },
      dispatch,
    )
    return [code, ...output]
  }

  test('the exit code is that of the command', async () => {
    expect(await run(async () => 3)).toEqual([3])
  })

  test('an error is printed and decides the exit code', async () => {
    const dispatch = async () => {
      throw new UsageError('no\nflag')
    }
    expect(await run(dispatch)).toEqual([2, 'error: no\\u{a}flag\n'])
  })

  test('an error after an interrupt is not printed and exits with 130', async () => {
    const dispatch = async () => {
      throw new Error('aborted')
    }
    expect(await run(dispatch, AbortSignal.abort())).toEqual([130])
  })
})
