import { describe, expect, test } from 'vitest'
import { UsageError } from '../src/arguments.ts'
import { commandHelp, programHelp } from '../src/help.ts'
import { type Command, type Program, type ProgramContext, runProgram } from '../src/program.ts'
import { createStyle } from '../src/terminal.ts'

/** Creates a command that prints its name, its positional argument and its flag. */
function createCommand(name: string, parts: Partial<Command<ProgramContext>> = {}) {
  return {
    name,
    description: `Runs ${name}.`,
    flags: [{ name: 'port', valueName: 'N', description: 'the port' }],
    async run(parsedArgs, { stdout }) {
      stdout.write(`${name} ${parsedArgs.positional} ${parsedArgs.value('port')}\n`)
      return 0
    },
    ...parts,
  } satisfies Command<ProgramContext>
}

const serve = createCommand('serve')
const keysAdd = createCommand('keys add', { positional: { name: 'KEY' } })
const program: Program<ProgramContext> = {
  name: 'kit',
  version: '1.2.3',
  description: 'Serves keys.',
  commands: [serve, keysAdd, createCommand('keys list')],
  exitCodes: { 0: 'success' },
  hints: new Map([['--keys', 'keys is a command']]),
  toExitCode: (error) => (error instanceof UsageError ? 2 : 1),
}

/** Runs a program with these arguments. */
async function run(
  args: readonly string[],
  parts: Partial<Program<ProgramContext>> = {},
  interruptSignal = new AbortController().signal,
) {
  const output = { stdout: '', stderr: '' }
  const createOutput = (name: keyof typeof output) => ({
    isTTY: false,
    write(text: string) {
      output[name] += text
    },
  })
  const [stdout, stderr] = [createOutput('stdout'), createOutput('stderr')]
  const code = await runProgram(
    { ...program, ...parts },
    { args, env: {}, stdout, stderr, interruptSignal },
  )
  return { code, ...output }
}

describe('a command', () => {
  test.each([
    [['serve', '--port', '1'], 'serve  1\n'],
    [['keys', 'add', 'x'], 'keys add x undefined\n'],
    [['keys', 'list'], 'keys list  undefined\n'],
  ])('the arguments %j run a command', async (args, stdout) => {
    expect(await run(args)).toEqual({ code: 0, stdout, stderr: '' })
  })

  test('the default command runs without arguments', async () => {
    const { stdout } = await run([], { defaultCommand: 'serve' })
    expect(stdout).toBe('serve  undefined\n')
  })

  test('the exit code is the result of the command', async () => {
    const commands = [createCommand('check', { run: async () => 3 })]
    expect(await run(['check'], { commands })).toEqual({ code: 3, stdout: '', stderr: '' })
  })
})

describe('help and version', () => {
  const plainStyle = createStyle({ isTTY: false, write: () => undefined }, {})
  const help = programHelp(plainStyle, program)
  test.each([
    [['help'], help],
    [['--help'], help],
    [['help', '--help'], help],
    [['--help', '--version'], help],
    [['-h', 'keys'], help],
    [['help', 'keys'], help],
    [['help', 'keys', 'add'], commandHelp(plainStyle, 'kit', keysAdd)],
    [['keys', 'add', '--bad', '--help'], commandHelp(plainStyle, 'kit', keysAdd)],
    [['--help', 'serve'], commandHelp(plainStyle, 'kit', serve)],
    [
      ['help', 'help'],
      'Prints this help, or the help of a command.\n\nUsage: kit help [COMMAND]\n',
    ],
    [['help', 'version'], 'Prints the version of this program, like -V.\n\nUsage: kit version\n'],
    [['version'], '1.2.3\n'],
    [['--version'], '1.2.3\n'],
    [['-V'], '1.2.3\n'],
  ])('the arguments %j print help or the version', async (args, stdout) => {
    expect(await run(args)).toEqual({ code: 0, stdout, stderr: '' })
  })
})

describe('errors', () => {
  const commandNames = 'serve, keys add, keys list, version, help'
  test.each([
    [[], `missing command (expected ${commandNames}); see kit --help`],
    [['sing', 'x'], `unknown command "sing" (expected ${commandNames}); see kit --help`],
    [['help', 'sing'], `unknown command "sing" (expected ${commandNames}); see kit --help`],
    [['--port', 'serve'], `unknown command "--port" (expected ${commandNames}); see kit --help`],
    [['keys'], `unknown command "keys" (expected ${commandNames}); see kit --help`],
    [['keys', 'ad'], `unknown command "keys ad" (expected ${commandNames}); see kit --help`],
    [['keys', '-x'], `unknown command "keys" (expected ${commandNames}); see kit --help`],
    [['--keys', '--help'], 'unknown command "--keys" (keys is a command)'],
    [['serve', '--port'], '--port: expected N, got nothing'],
    [['version', '--x'], 'unknown flag --x (expected no flags)'],
    [['-V', 'serve'], 'version: unexpected argument "serve"'],
  ])('the arguments %j are the usage error: %s', async (args, message) => {
    expect(await run(args)).toEqual({ code: 2, stdout: '', stderr: `error: ${message}\n` })
  })

  const commands = [
    createCommand('fail', {
      async run() {
        throw new Error('no\nkeys')
      },
    }),
  ]

  test('an error is printed on one line, and decides the exit code', async () => {
    const { code, stderr } = await run(['fail'], { commands })
    expect([code, stderr]).toEqual([1, 'error: no\\u{a}keys\n'])
  })

  test('a program can format its errors', async () => {
    const { stderr } = await run(['fail'], { commands, formatError: () => 'failed' })
    expect(stderr).toBe('error: failed\n')
  })

  test('an error after an interrupt is not printed and exits with 130', async () => {
    const result = await run(['fail'], { commands }, AbortSignal.abort())
    expect(result).toEqual({ code: 130, stdout: '', stderr: '' })
  })
})
