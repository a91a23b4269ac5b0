import { isHelpRequested, parseArguments } from '@export-buckets/cli-kit/arguments'
import { helpText, section, usage } from '@export-buckets/cli-kit/help'
import { createStyle, printError, type Style } from '@export-buckets/cli-kit/style'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { packageVersion } from '../lib/package-version.ts'
import { type CliContext, type Command, program } from './command.ts'
import { driftCommand } from './drift.ts'
import { verifyCommand } from './verify/verify.ts'

const commands: readonly Command[] = [verifyCommand, driftCommand]

/** The exit codes of the program. */
const exitCodes = {
  0: 'every check that ran passed',
  1: 'a check failed',
  2: 'the command failed: invalid arguments, nothing to verify, no response, or a file that cannot be written',
  130: 'interrupted',
} as const

/** Returns the help of the program. */
function programHelp(commands: readonly Command[], style: Style): string {
  const commandRows = commands.map(({ name, about }) => [name, about] as const)
  return helpText(
    'Verifies any provider of the MongoDB Atlas snapshot export bucket API against its contract.',
    usage(style, program, 'COMMAND', '[flags]'),
    section(style, 'Commands', commandRows),
    section(style, 'Exit codes', Object.entries(exitCodes)),
    `Flags and examples of a command: ${program} COMMAND --help`,
  )
}

function findCommand(name: string | undefined): Command {
  const command = commands.find((candidate) => candidate.name === name)
  if (command !== undefined) return command
  const commandNames = commands.map((candidate) => candidate.name).join(', ')
  const problem = name === undefined ? 'no command' : `unknown command ${JSON.stringify(name)}`
  throw new UsageError(`${problem} (expected one of ${commandNames}). See ${program} --help`)
}

const isVersion = (word: string) => word === 'version' || word === '--version' || word === '-V'

/** Returns the text that the program prints instead of running a command. */
function helpOrVersion(args: readonly string[], { stdout, env }: CliContext): string | undefined {
  const style = createStyle(stdout, env)
  const [first = ''] = args
  if (isVersion(first)) return `${packageVersion}\n`
  if (first !== 'help' && !isHelpRequested(args)) return undefined
  const name = args.find((word) => word !== 'help' && !isHelpRequested([word]) && !isVersion(word))
  return name === undefined ? programHelp(commands, style) : findCommand(name).help(style)
}

async function dispatch(args: readonly string[], context: CliContext): Promise<number> {
  const text = helpOrVersion(args, context)
  if (text !== undefined) {
    context.stdout.write(text)
    return 0
  }
  const [name, ...commandArgs] = args
  const command = findCommand(name)
  return command.run(parseArguments(commandArgs, command, context.env), context)
}

/** Runs the program and returns its exit code. Never throws. */
export async function run(args: readonly string[], context: CliContext): Promise<number> {
  try {
    return await dispatch(args, context)
  } catch (error) {
    if (context.interrupt.aborted) return 130
    printError(context.stderr, context.env, error)
    return 2
  }
}
