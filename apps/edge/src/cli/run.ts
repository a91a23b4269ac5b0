import { isHelpRequested, parseArguments } from '@export-buckets/cli-kit/arguments'
import { createStyle, printError } from '@export-buckets/cli-kit/style'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { formatErrorChain } from '../lib/format-error-chain.ts'
import type { CliContext, Command } from './command.ts'
import { commands } from './commands/index.ts'
import { serve } from './commands/serve.ts'
import { version } from './commands/version.ts'
import { type ExitCode, toExitCode } from './errors.ts'
import { commandHelp, programHelp } from './help.ts'

/** Commands by alternative names. Without a name the server starts. */
const commandAliases = new Map<string | undefined, Command>([
  [undefined, serve],
  ['-V', version],
  ['--version', version],
])

function findCommand(args: readonly string[]): Command | undefined {
  return commands.find(({ name }) => name.split(' ').every((word, index) => word === args[index]))
}

function unknownCommand(args: readonly string[]): UsageError {
  const commandNames = commands.map(({ name }) => name).join(', ')
  const enteredCommand = args.slice(0, 2).join(' ')
  return new UsageError(
    `unknown command ${JSON.stringify(enteredCommand)} (expected ${commandNames}, help)`,
  )
}

/** Returns the help of a command. Returns the help of the program without a command, or for the first word of several. */
function selectHelp(args: readonly string[], { stdout, env }: CliContext): string {
  const style = createStyle(stdout, env)
  const command = findCommand(args)
  if (command !== undefined) return commandHelp(command, style)
  const words = args.filter((arg) => !arg.startsWith('-')).join(' ')
  if (!commands.some(({ name }) => words === '' || name.startsWith(`${words} `)))
    throw unknownCommand(args)
  return programHelp(commands, style)
}

async function dispatch(context: CliContext): Promise<void> {
  const { args, env, stdout } = context
  const [first, ...rest] = args
  if (first === 'help') return stdout.write(selectHelp(rest, context))
  if (isHelpRequested(args)) return stdout.write(selectHelp(args, context))
  const command = findCommand(args) ?? commandAliases.get(first)
  if (command === undefined) throw unknownCommand(args)
  const commandArgs = args.slice(command.name.split(' ').length)
  await command.run(parseArguments(commandArgs, command, env), context)
}

/** Returns the message of an error, with advice when the database is not migrated. */
function describeError(error: unknown): string {
  const problem = formatErrorChain(error)
  return /no such (table|column)/.test(problem)
    ? `${problem}: migrate the database with "export-buckets-edge migrate"`
    : problem
}

/** Runs the program and returns its exit code. Never throws. */
export async function run(context: CliContext): Promise<ExitCode> {
  try {
    await dispatch(context)
    return 0
  } catch (error) {
    printError(context.stderr, context.env, describeError(error))
    return toExitCode(error)
  }
}
