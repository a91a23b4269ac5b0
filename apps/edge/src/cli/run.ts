import { StoreUnavailableError } from '../store/store.ts'
import { readArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { add } from './commands/credentials-add.ts'
import { list } from './commands/credentials-list.ts'
import { revoke } from './commands/credentials-revoke.ts'
import { rotate } from './commands/credentials-rotate.ts'
import { migration } from './commands/migrate.ts'
import { UsageError } from './errors.ts'
import { commandHelp, programHelp } from './help.ts'
import type { World } from './world.ts'

const commands: readonly Command[] = [add, list, rotate, revoke, migration]

const asksForHelp = (args: readonly string[]) => args.includes('--help') || args.includes('-h')

function commandIn(args: readonly string[]): Command {
  const said = args.join(' ')
  const command = commands.find(({ name }) => said === name || said.startsWith(`${name} `))
  if (command !== undefined) return command
  const names = commands.map(({ name }) => name).join(', ')
  const words = args.slice(0, 2).filter((word) => !word.startsWith('-'))
  const wrong =
    words.length > 0 ? `unknown command ${JSON.stringify(words.join(' '))}` : 'no command'
  throw new UsageError(`${wrong}; there are ${names}`)
}

async function start(world: World): Promise<void> {
  const { args, stdout } = world
  const [first] = args
  if (first === 'help' || first === '--help' || first === '-h') {
    return stdout.write(
      args[1] === undefined ? programHelp(commands) : commandHelp(commandIn(args.slice(1))),
    )
  }
  const command = commandIn(args)
  if (asksForHelp(args)) return stdout.write(commandHelp(command))
  const own = args.slice(command.name.split(' ').length)
  await command.run(readArguments(command, own), world)
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message, cause } = error
  return error instanceof StoreUnavailableError && cause instanceof Error
    ? `${message}: ${cause.message}`
    : message
}

/** Runs the program; answers its exit code. Never throws. */
export async function run(world: World): Promise<0 | 1 | 2> {
  try {
    await start(world)
    return 0
  } catch (error) {
    const isUsage = error instanceof UsageError
    const hint = isUsage ? '; --help says how' : ''
    world.stderr.write(`error: ${reason(error)}${hint}\n`)
    return isUsage ? 2 : 1
  }
}
