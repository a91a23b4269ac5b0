import { isHelpRequested, UsageError } from './arguments.ts'
import { type Environment, errorMessage, type Output, printError, type Style } from './terminal.ts'

/** A command of a program. Its name can have several words: `credentials add`. */
export interface NamedCommand {
  readonly name: string
}

/** A program with commands. */
export interface Program<Command extends NamedCommand> {
  readonly name: string
  readonly version: string
  readonly commands: readonly Command[]
  /** Returns the help of the program. */
  help(style: Style): string
  /** Returns the help of a command. */
  commandHelp(command: Command, style: Style): string
}

/** Returns the command whose words are the first arguments, or `undefined` when there is none. */
export function findCommand<Command extends NamedCommand>(
  commands: readonly Command[],
  args: readonly string[],
): Command | undefined {
  return commands.find(({ name }) => name.split(' ').every((word, index) => word === args[index]))
}

/** Creates the error for arguments without a known command. */
export function unknownCommandError(
  { name, commands }: Program<NamedCommand>,
  args: readonly string[],
): UsageError {
  const words = args.slice(0, 2).filter((arg, index) => index === 0 || !arg.startsWith('-'))
  const problem =
    args.length === 0 ? 'missing command' : `unknown command ${JSON.stringify(words.join(' '))}`
  const commandNames = commands.map((command) => command.name).join(', ')
  return new UsageError(`${problem} (expected ${commandNames}); see ${name} --help`)
}

/** Returns the help of a command, or of the program when the arguments name no command or a group of commands. */
function selectHelp<Command extends NamedCommand>(
  program: Program<Command>,
  args: readonly string[],
  style: Style,
): string {
  const words = args.filter((arg) => !isHelpRequested([arg]))
  const command = findCommand(program.commands, words)
  if (command !== undefined) return program.commandHelp(command, style)
  const prefix = words.filter((word) => !word.startsWith('-')).join(' ')
  const isGroup = program.commands.some(({ name }) => name.startsWith(`${prefix} `))
  if (prefix === '' || isGroup) return program.help(style)
  throw unknownCommandError(program, words)
}

/**
 * Returns the text that `help`, `--help`, `-h`, `version`, `--version` or `-V` requests. Returns `undefined` when the
 * arguments request neither help nor the version.
 *
 * @throws UsageError for the help of an unknown command
 */
export function helpOrVersion<Command extends NamedCommand>(
  program: Program<Command>,
  args: readonly string[],
  style: Style,
): string | undefined {
  const [first = '', ...rest] = args
  if (first === 'help') return selectHelp(program, rest, style)
  if (isHelpRequested(args)) return selectHelp(program, args, style)
  return /^(version|--version|-V)$/.test(first) ? `${program.version}\n` : undefined
}

/** The options of {@link runProgram}. */
export interface RunOptions {
  readonly env: Environment
  readonly stderr: Output
  /** Aborts when the user interrupts the program. */
  readonly interruptSignal?: AbortSignal
  /** Returns the exit code for an error. */
  toExitCode(error: unknown): number
  /** Returns the text that is printed for an error. Default: its message. */
  formatError?(error: unknown): string
}

/** Runs a program and returns its exit code: 130 when it fails after an interrupt. Prints errors and never throws. */
export async function runProgram(
  { env, stderr, interruptSignal, toExitCode, formatError = errorMessage }: RunOptions,
  dispatch: () => Promise<number>,
): Promise<number> {
  try {
    return await dispatch()
  } catch (error) {
    if (interruptSignal?.aborted) return 130
    printError(stderr, env, formatError(error))
    return toExitCode(error)
  }
}
