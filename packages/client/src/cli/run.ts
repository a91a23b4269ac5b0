import { isHelpRequested } from '@export-buckets/cli-kit/arguments'
import { createStyle, printError } from '@export-buckets/cli-kit/style'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { commands, metaCommands } from './commands.ts'
import { completionScript } from './completion.ts'
import { type CliContext, programVersion } from './environment.ts'
import { execute } from './execute.ts'
import { type ExitCode, toExitCode } from './exit-code.ts'
import { commandHelp, metaCommandHelp, programHelp } from './help.ts'

function unknownCommandError(name: string): UsageError {
  const commandNames = [...commands, ...metaCommands].map((command) => command.name).join(', ')
  const hint =
    name === '--version'
      ? '-V prints the version of this program; --version is the API date of a command'
      : `expected one of ${commandNames}`
  return new UsageError(`unknown command ${JSON.stringify(name)} (${hint})`)
}

function findHelp(name: string | undefined, { stdout, env }: CliContext): string {
  const style = createStyle(stdout, env)
  if (name === undefined) return programHelp(style)
  const command = commands.find((candidate) => candidate.name === name)
  if (command !== undefined) return commandHelp(command, style)
  const metaCommand = metaCommands.find((candidate) => candidate.name === name)
  if (metaCommand === undefined) throw unknownCommandError(name)
  return metaCommandHelp(metaCommand, style)
}

/** Returns the output of a meta command, `undefined` for a command that calls Atlas. */
function metaCommandOutput(
  name: string,
  args: readonly string[],
  context: CliContext,
): string | undefined {
  const [operand] = args.filter((arg) => !isHelpRequested([arg]))
  if (name === 'help' || isHelpRequested([name])) return findHelp(operand, context)
  if (name === '-V') return `${programVersion}\n`
  if (isHelpRequested(args)) return findHelp(name, context)
  if (name === 'version') return `${programVersion}\n`
  return name === 'completion' ? completionScript(operand) : undefined
}

async function dispatch({ args: [name, ...args], ...context }: CliContext): Promise<void> {
  const commandContext = { ...context, args }
  if (name === undefined) throw new UsageError('missing command; run export-buckets --help')
  const output = metaCommandOutput(name, args, commandContext)
  if (output !== undefined) return context.stdout.write(output)
  const command = commands.find((candidate) => candidate.name === name)
  if (command === undefined) throw unknownCommandError(name)
  await execute(command, args, commandContext)
}

/** Runs the program and returns its exit code. Never throws. */
export async function run(context: CliContext): Promise<ExitCode> {
  try {
    await dispatch(context)
    return context.interruptSignal.aborted ? 130 : 0
  } catch (error) {
    if (context.interruptSignal.aborted) return 130
    printError(context.stderr, context.env, error)
    return toExitCode(error)
  }
}
