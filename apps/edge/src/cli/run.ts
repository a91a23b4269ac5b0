import { readArguments, wantsHelp } from '@export-buckets/command-line/arguments'
import { complain, styleOf } from '@export-buckets/command-line/style'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { told } from '../told.ts'
import type { Command } from './command.ts'
import { commands } from './commands/index.ts'
import { serve } from './commands/serve.ts'
import { version } from './commands/version.ts'
import { type ExitCode, exitCodeOf } from './exit-code.ts'
import { commandHelp, programHelp } from './help.ts'
import type { World } from './world.ts'

/** What commands are called by besides their names. */
const otherwise = new Map<string | undefined, Command>([
  [undefined, serve],
  ['-V', version],
  ['--version', version],
])

function commandIn(args: readonly string[]): Command | undefined {
  return commands.find(({ name }) => name.split(' ').every((word, index) => word === args[index]))
}

function unknownCommand(args: readonly string[]): UsageError {
  const known = commands.map(({ name }) => name).join(', ')
  const said = args.slice(0, 2).join(' ')
  return new UsageError(`unknown command ${JSON.stringify(said)}; there are ${known}, help`)
}

/** The help of a command, or of the program where none is named, or the beginning of several. */
function helpFor(args: readonly string[], { stdout, env }: World): string {
  const style = styleOf(stdout, env)
  const command = commandIn(args)
  if (command !== undefined) return commandHelp(command, style)
  const words = args.filter((arg) => !arg.startsWith('-')).join(' ')
  if (!commands.some(({ name }) => words === '' || name.startsWith(`${words} `)))
    throw unknownCommand(args)
  return programHelp(commands, style)
}

async function start(world: World): Promise<void> {
  const { args, env, stdout } = world
  const [first, ...others] = args
  if (first === 'help') return stdout.write(helpFor(others, world))
  if (wantsHelp(args)) return stdout.write(helpFor(args, world))
  const command = commandIn(args) ?? otherwise.get(first)
  if (command === undefined) throw unknownCommand(args)
  const own = args.slice(command.name.split(' ').length)
  await command.run(readArguments(own, command, env), world)
}

/** What an error says, and what to do where the database has no table yet. */
function said(error: unknown): string {
  const problem = told(error)
  return /no such (table|column)/.test(problem)
    ? `${problem}: bring the database to the newest schema with "export-buckets-edge migrate"`
    : problem
}

/** Runs the program; answers its exit code. Never throws. */
export async function run(world: World): Promise<ExitCode> {
  try {
    await start(world)
    return 0
  } catch (error) {
    complain(world.stderr, world.env, said(error))
    return exitCodeOf(error)
  }
}
