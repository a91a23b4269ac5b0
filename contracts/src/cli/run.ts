import { isHelpRequested, parseArguments } from '@export-buckets/cli-kit/arguments'
import { createStyle, printError } from '@export-buckets/cli-kit/style'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { packageVersion } from '../lib/package-version.ts'
import type { Command } from './command.ts'
import { commands } from './commands/index.ts'
import type { CliContext } from './context.ts'
import { program, programHelp } from './help.ts'

function findCommand(name: string | undefined): Command {
  const command = commands.find((candidate) => candidate.name === name)
  if (command !== undefined) return command
  const commandNames = commands.map((candidate) => candidate.name).join(', ')
  const problem = name === undefined ? 'no command' : `unknown command ${JSON.stringify(name)}`
  throw new UsageError(`${problem}; there are ${commandNames}. See ${program} --help`)
}

const isVersion = (word: string) => word === 'version' || word === '--version' || word === '-V'

/** What the program prints without running a command. */
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

/** Runs the program; answers its exit code. Never throws. */
export async function run(args: readonly string[], context: CliContext): Promise<number> {
  try {
    return await dispatch(args, context)
  } catch (error) {
    if (context.interrupt.aborted) return 130
    printError(context.stderr, context.env, error)
    return 2
  }
}
