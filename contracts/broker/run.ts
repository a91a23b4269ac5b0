import { readArguments, wantsHelp } from '@export-buckets/command-line/arguments'
import { commandUsage, flagSection, helpText, section } from '@export-buckets/command-line/help'
import type { Environment, Output } from '@export-buckets/command-line/output'
import { complain, styleOf } from '@export-buckets/command-line/style'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { brokerIn, brokerVariables, variablesOf } from './broker.ts'
import { type BrokerCommand, brokerCommands } from './commands.ts'

/** Everything that the program touches outside of itself, but for git. */
export interface BrokerWorld {
  readonly env: Environment
  /** The folder whose repository is meant. */
  readonly folder: string
  readonly stdout: Output
  readonly stderr: Output
  /** Runs Pact's own `pact-broker` to its end, and returns its exit code. */
  pactBroker(args: readonly string[], env: Environment): Promise<number>
}

function helpOf(command: BrokerCommand, { stdout, env }: BrokerWorld): string {
  const style = styleOf(stdout, env)
  const variables = Object.values(brokerVariables).map((variable) => [variable, ''] as const)
  return helpText(
    command.about,
    commandUsage(style, 'pnpm run', { ...command, name: `contracts:${command.name}` }),
    flagSection(style, command.flags),
    section(style, 'Environment', variables),
  )
}

/** Without the variables of the broker, which go to `pact-broker` checked, and none of them empty. */
function environment(env: Environment): Environment {
  const names: readonly string[] = Object.values(brokerVariables)
  const others = Object.entries(env).filter(([name]) => !names.includes(name))
  return { ...Object.fromEntries(others), PACT_DO_NOT_TRACK: 'true' }
}

async function start([name, ...args]: readonly string[], world: BrokerWorld): Promise<number> {
  const { env, stdout, pactBroker } = world
  const command = brokerCommands.find((each) => each.name === name)
  if (command === undefined)
    throw new UsageError(`expected ${brokerCommands.map((each) => each.name).join(', ')}`)
  if (wantsHelp(args)) {
    stdout.write(helpOf(command, world))
    return 0
  }
  const given = readArguments(args, command, env)
  const broker = brokerIn(env, given.isTrue('allow-http'))
  return pactBroker([command.name, ...command.argumentsOf(given, world)], {
    ...environment(env),
    ...variablesOf(broker),
  })
}

/** Runs the program; returns its exit code. Never throws. */
export async function run(args: readonly string[], world: BrokerWorld): Promise<number> {
  try {
    return await start(args, world)
  } catch (error) {
    complain(world.stderr, world.env, error)
    return 2
  }
}
