import { programVersion } from '../verify/program-version.ts'
import { commands } from './commands/index.ts'
import { program, programHelp } from './help.ts'
import { printable, styleOf } from './style.ts'
import { UsageError } from './usage-error.ts'
import type { World } from './world.ts'

/** What the program prints without running a command. */
function printed(name: string | undefined, { stdout, env }: World): string | undefined {
  if (name === 'help' || name === '--help' || name === '-h')
    return programHelp(commands, styleOf(stdout, env))
  if (name === 'version' || name === '--version' || name === '-V') return `${programVersion}\n`
  return undefined
}

/** `help COMMAND` is `COMMAND --help`. */
function spelledOut(args: readonly string[]): readonly string[] {
  const [first, ...others] = args
  return first === 'help' && others.length > 0 ? [...others, '--help'] : args
}

async function start(given: readonly string[], world: World): Promise<number> {
  const [name, ...args] = spelledOut(given)
  const text = printed(name, world)
  if (text !== undefined) {
    world.stdout.write(text)
    return 0
  }
  const command = commands.find((each) => each.name === name)
  if (command !== undefined) return command.run(args, world)
  const known = commands.map((each) => each.name).join(', ')
  const wrong = name === undefined ? 'no command' : `unknown command ${JSON.stringify(name)}`
  throw new UsageError(`${wrong}; there are ${known}. See ${program} --help`)
}

/** Runs the program; answers its exit code. Never throws. */
export async function run(args: readonly string[], world: World): Promise<number> {
  try {
    return await start(args, world)
  } catch (error) {
    if (world.interrupt.aborted) return 130
    const { stderr, env } = world
    const message = error instanceof Error ? error.message : String(error)
    stderr.write(`${styleOf(stderr, env)('red', 'error:')} ${printable(message)}\n`)
    return 2
  }
}
