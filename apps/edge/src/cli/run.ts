import manifest from '../../package.json' with { type: 'json' }
import { told } from '../told.ts'
import { readArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { add } from './commands/add.ts'
import { list } from './commands/list.ts'
import { migrate } from './commands/migrate.ts'
import { revoke } from './commands/revoke.ts'
import { rotate } from './commands/rotate.ts'
import { serve } from './commands/serve.ts'
import { commandHelp, programHelp } from './help.ts'
import { UnsettledError } from './unsettled-error.ts'
import { UsageError } from './usage-error.ts'
import type { World } from './world.ts'

const commands: readonly Command[] = [serve, add, list, rotate, revoke, migrate]

const wantsHelp = (args: readonly string[]) => args.includes('--help') || args.includes('-h')

function commandIn(args: readonly string[]): Command | undefined {
  return commands.find(({ name }) => name.split(' ').every((word, index) => word === args[index]))
}

function unknownCommand(args: readonly string[]): UsageError {
  const known = commands.map(({ name }) => name).join(', ')
  const said = args.slice(0, 2).join(' ')
  return new UsageError(`unknown command ${JSON.stringify(said)}; there are ${known}`)
}

async function start(world: World): Promise<void> {
  const { args, stdout } = world
  const command = args.length === 0 ? serve : commandIn(args)
  if (command === undefined) {
    if (wantsHelp(args) || args[0] === 'help') return stdout.write(programHelp(commands))
    if (args[0] === '-V' || args[0] === '--version') return stdout.write(`${manifest.version}\n`)
    throw unknownCommand(args)
  }
  if (wantsHelp(args)) return stdout.write(commandHelp(command))
  const own = args.slice(command.name.split(' ').length)
  await command.run(readArguments(own, command), world)
}

/** What an error says, and what to do where the database has no table yet. */
function said(error: unknown): string {
  const problem = told(error)
  return /no such (table|column)/.test(problem)
    ? `${problem}: bring the database to the newest schema with "export-buckets-edge migrate"`
    : problem
}

/** Runs the program; answers its exit code. Never throws. */
export async function run(world: World): Promise<0 | 1 | 2 | 3> {
  try {
    await start(world)
    return 0
  } catch (error) {
    world.stderr.write(`error: ${said(error)}\n`)
    if (error instanceof UnsettledError) return 3
    return error instanceof UsageError ? 2 : 1
  }
}
