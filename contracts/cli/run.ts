import { readArguments, wantsHelp } from '@export-buckets/command-line/arguments'
import { complain, styleOf } from '@export-buckets/command-line/style'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { programVersion } from '../verify/program-version.ts'
import type { Command } from './command.ts'
import { commands } from './commands/index.ts'
import { program, programHelp } from './help.ts'
import type { World } from './world.ts'

function commandNamed(name: string | undefined): Command {
  const command = commands.find((each) => each.name === name)
  if (command !== undefined) return command
  const known = commands.map((each) => each.name).join(', ')
  const wrong = name === undefined ? 'no command' : `unknown command ${JSON.stringify(name)}`
  throw new UsageError(`${wrong}; there are ${known}. See ${program} --help`)
}

const isVersion = (word: string) => word === 'version' || word === '--version' || word === '-V'

/** What the program prints without running a command. */
function printed(args: readonly string[], { stdout, env }: World): string | undefined {
  const style = styleOf(stdout, env)
  const [first = ''] = args
  if (isVersion(first)) return `${programVersion}\n`
  if (first !== 'help' && !wantsHelp(args)) return undefined
  const name = args.find((word) => word !== 'help' && !wantsHelp([word]) && !isVersion(word))
  return name === undefined ? programHelp(commands, style) : commandNamed(name).help(style)
}

async function start(args: readonly string[], world: World): Promise<number> {
  const text = printed(args, world)
  if (text !== undefined) {
    world.stdout.write(text)
    return 0
  }
  const [name, ...own] = args
  const command = commandNamed(name)
  return command.run(readArguments(own, command, world.env), world)
}

/** Runs the program; answers its exit code. Never throws. */
export async function run(args: readonly string[], world: World): Promise<number> {
  try {
    return await start(args, world)
  } catch (error) {
    if (world.interrupt.aborted) return 130
    complain(world.stderr, world.env, error)
    return 2
  }
}
