import { wantsHelp } from '@export-buckets/command-line/arguments'
import { complain, styleOf } from '@export-buckets/command-line/style'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { commands } from './commands/index.ts'
import { completionScript } from './completion/index.ts'
import { execute } from './execute.ts'
import { type ExitCode, exitCodeOf } from './exit-code.ts'
import { commandHelp, otherHelp, programHelp } from './help.ts'
import { otherCommands } from './other-commands.ts'
import { programVersion } from './program-version.ts'
import type { World } from './world.ts'

function unknownCommand(name: string): UsageError {
  const known = [...commands, ...otherCommands].map((command) => command.name).join(', ')
  const hint =
    name === '--version'
      ? 'the version of this program is -V; --version is the API date of a command'
      : `there are ${known}`
  return new UsageError(`unknown command ${JSON.stringify(name)}; ${hint}`)
}

function helpFor(name: string | undefined, { stdout, env }: World): string {
  const style = styleOf(stdout, env)
  if (name === undefined) return programHelp(style)
  const command = commands.find((each) => each.name === name)
  if (command !== undefined) return commandHelp(command, style)
  const other = otherCommands.find((each) => each.name === name)
  if (other === undefined) throw unknownCommand(name)
  return otherHelp(other, style)
}

/** What the program prints without asking Atlas, `undefined` for a command of Atlas. */
function printed(name: string, args: readonly string[], world: World): string | undefined {
  const [word] = args.filter((arg) => !wantsHelp([arg]))
  if (name === 'help' || wantsHelp([name])) return helpFor(word, world)
  if (name === '-V') return `${programVersion}\n`
  if (wantsHelp(args)) return helpFor(name, world)
  if (name === 'version') return `${programVersion}\n`
  return name === 'completion' ? completionScript(word) : undefined
}

async function start({ args: [name, ...args], ...world }: World): Promise<void> {
  const own = { ...world, args }
  if (name === undefined) throw new UsageError('no command; run export-buckets --help')
  const text = printed(name, args, own)
  if (text !== undefined) return world.stdout.write(text)
  const command = commands.find((each) => each.name === name)
  if (command === undefined) throw unknownCommand(name)
  await execute(command, args, own)
}

/** Runs the program; answers its exit code. Never throws. */
export async function run(world: World): Promise<ExitCode> {
  try {
    await start(world)
    return world.interrupt.aborted ? 130 : 0
  } catch (error) {
    if (world.interrupt.aborted) return 130
    complain(world.stderr, world.env, error)
    return exitCodeOf(error)
  }
}
