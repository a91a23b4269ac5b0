import { isHelpRequested, parseArguments } from '@export-buckets/cli-kit/arguments'
import { commandUsage, flagSection, helpText, section } from '@export-buckets/cli-kit/help'
import type { Environment, Output } from '@export-buckets/cli-kit/output'
import { createStyle, printError } from '@export-buckets/cli-kit/style'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { brokerVariables, readBrokerConfig, toBrokerEnv } from '../../broker/broker.ts'
import { type BrokerCommand, brokerCommands } from './commands.ts'

/** Everything that the program reads or writes outside of itself, except git. */
export interface BrokerCliContext {
  readonly env: Environment
  /** The folder of the git repository. */
  readonly folder: string
  readonly stdout: Output
  readonly stderr: Output
  /** Runs Pact's `pact-broker` and returns its exit code. */
  pactBroker(args: readonly string[], env: Environment): Promise<number>
}

function commandHelp(command: BrokerCommand, { stdout, env }: BrokerCliContext): string {
  const style = createStyle(stdout, env)
  const variables = Object.values(brokerVariables).map((variable) => [variable, ''] as const)
  return helpText(
    command.about,
    commandUsage(style, 'pnpm run', { ...command, name: `contracts:${command.name}` }),
    flagSection(style, command.flags),
    section(style, 'Environment', variables),
  )
}

/**
 * Returns the environment without the broker's variables. `pact-broker` gets those that were validated, and no empty
 * ones.
 */
function withoutBrokerVariables(env: Environment): Environment {
  const names: readonly string[] = Object.values(brokerVariables)
  const otherVariables = Object.entries(env).filter(([name]) => !names.includes(name))
  return { ...Object.fromEntries(otherVariables), PACT_DO_NOT_TRACK: 'true' }
}

async function dispatch(
  [name, ...args]: readonly string[],
  context: BrokerCliContext,
): Promise<number> {
  const { env, stdout, pactBroker } = context
  const command = brokerCommands.find((candidate) => candidate.name === name)
  if (command === undefined)
    throw new UsageError(`expected ${brokerCommands.map((candidate) => candidate.name).join(', ')}`)
  if (isHelpRequested(args)) {
    stdout.write(commandHelp(command, context))
    return 0
  }
  const parsedArgs = parseArguments(args, command, env)
  const broker = readBrokerConfig(env, parsedArgs.isTrue('allow-http'))
  return pactBroker([command.name, ...command.toArguments(parsedArgs, context)], {
    ...withoutBrokerVariables(env),
    ...toBrokerEnv(broker),
  })
}

/** Runs the program and returns its exit code. Never throws. */
export async function run(args: readonly string[], context: BrokerCliContext): Promise<number> {
  try {
    return await dispatch(args, context)
  } catch (error) {
    printError(context.stderr, context.env, error)
    return 2
  }
}
