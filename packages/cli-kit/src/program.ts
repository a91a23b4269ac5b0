import { isHelpRequested, type ParsedArguments, parseArguments, UsageError } from './arguments.ts'
import {
  type CommandHelp,
  commandHelp,
  listCommands,
  type ProgramHelp,
  programHelp,
  versionCommand,
} from './help.ts'
import {
  createStyle,
  type Environment,
  errorMessage,
  type Output,
  printError,
  type Style,
} from './terminal.ts'

/** The inputs and outputs of every program. */
export interface ProgramContext {
  /** The arguments after the name of the program. */
  readonly args: readonly string[]
  readonly env: Environment
  readonly stdout: Output
  readonly stderr: Output
  /** Aborts when the user interrupts the program. */
  readonly interruptSignal?: AbortSignal
}

/** A command of a program. Its name can have several words: `credentials add`. */
export interface Command<Context extends ProgramContext> extends CommandHelp {
  /** Runs the command and returns the exit code. */
  run(parsedArgs: ParsedArguments, context: Context): Promise<number>
}

/** A program: its commands, and how it reports errors. */
export interface Program<Context extends ProgramContext> extends ProgramHelp {
  readonly version: string
  readonly commands: readonly Command<Context>[]
  /** Hints for first arguments that are easily mistaken for commands. */
  readonly hints?: ReadonlyMap<string, string>
  /** Returns the exit code for an error. */
  toExitCode(error: unknown): number
  /** Returns the text that is printed for an error. Default: its message. */
  formatError?(error: unknown): string
}

/** Returns the command whose words are the first arguments, or `undefined` when there is none. */
function findCommand<Command extends CommandHelp>(
  commands: readonly Command[],
  args: readonly string[],
): Command | undefined {
  return commands.find(({ name }) => name.split(' ').every((word, index) => word === args[index]))
}

/** Returns whether commands begin with these words, such as `credentials`. */
function isGroup({ commands }: ProgramHelp, words: readonly string[]): boolean {
  return commands.some(({ name }) => name.startsWith(`${words.join(' ')} `))
}

function unknownCommandError(program: ProgramHelp, args: readonly string[]): UsageError {
  const [first = '', second = '-'] = args
  const words = isGroup(program, [first]) && !second.startsWith('-') ? [first, second] : [first]
  const problem =
    first === '' ? 'missing command' : `unknown command ${JSON.stringify(words.join(' '))}`
  const commandNames = listCommands(program)
    .map(({ name }) => name)
    .join(', ')
  return new UsageError(`${problem} (expected ${commandNames}); see ${program.name} --help`)
}

/** Returns the help of a command, or of the program when the arguments name no command or a group of commands. */
function selectHelp(program: ProgramHelp, args: readonly string[], style: Style): string {
  const words = args.filter((arg) => !isHelpRequested([arg]))
  const command = findCommand(listCommands(program), words)
  if (command !== undefined) return commandHelp(style, program.name, command)
  const names = words.filter((word) => !word.startsWith('-'))
  if (names.length === 0 || isGroup(program, names)) return programHelp(style, program)
  throw unknownCommandError(program, words)
}

/**
 * Returns the text that `help`, `--help` or `-h` requests, or `undefined` when the arguments request no help.
 *
 * @throws UsageError for the help of an unknown command
 */
function requestedHelp(
  program: ProgramHelp,
  args: readonly string[],
  style: Style,
): string | undefined {
  const [first, ...rest] = args
  if (first === 'help') return selectHelp(program, rest, style)
  return isHelpRequested(args) ? selectHelp(program, args, style) : undefined
}

function createVersionCommand(version: string): Command<ProgramContext> {
  return {
    ...versionCommand,
    async run(_, { stdout }) {
      stdout.write(`${version}\n`)
      return 0
    },
  }
}

/** Replaces `--version` and `-V` by the command `version`, and missing arguments by the default command. */
function expandArguments(
  [first, ...rest]: readonly string[],
  { defaultCommand }: ProgramHelp,
): readonly string[] {
  if (first === undefined) return defaultCommand === undefined ? [] : [defaultCommand]
  return [first === '--version' || first === '-V' ? versionCommand.name : first, ...rest]
}

async function dispatch<Context extends ProgramContext>(
  program: Program<Context>,
  context: Context,
): Promise<number> {
  const { env, stdout } = context
  const [first = ''] = context.args
  const hint = program.hints?.get(first)
  if (hint !== undefined) throw new UsageError(`unknown command ${JSON.stringify(first)} (${hint})`)
  const help = requestedHelp(program, context.args, createStyle(stdout, env))
  if (help !== undefined) {
    stdout.write(help)
    return 0
  }
  const args = expandArguments(context.args, program)
  const commands = [...program.commands, createVersionCommand(program.version)]
  const command = findCommand(commands, args)
  if (command === undefined) throw unknownCommandError(program, args)
  const commandArgs = args.slice(command.name.split(' ').length)
  return command.run(parseArguments(commandArgs, command, env), context)
}

/** Runs a program and returns its exit code: 130 when it fails after an interrupt. Prints errors and never throws. */
export async function runProgram<Context extends ProgramContext>(
  program: Program<Context>,
  context: Context,
): Promise<number> {
  try {
    return await dispatch(program, context)
  } catch (error) {
    if (context.interruptSignal?.aborted) return 130
    const { formatError = errorMessage } = program
    printError(context.stderr, context.env, formatError(error))
    return program.toExitCode(error)
  }
}
