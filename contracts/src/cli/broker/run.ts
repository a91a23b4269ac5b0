import {
  type Command,
  type Program,
  type ProgramContext,
  runProgram,
} from '@export-buckets/cli-kit/program'
import type { Environment } from '@export-buckets/cli-kit/terminal'
import { brokerVariables, readBrokerConfig, toBrokerEnv } from '../../broker/broker.ts'
import { packageVersion } from '../../lib/package-version.ts'
import { type BrokerCommand, type BrokerContext, brokerCommands } from './commands.ts'

/** The inputs and outputs of the program, except git. */
export interface BrokerCliContext extends ProgramContext, BrokerContext {
  /** Runs Pact's `pact-broker` and returns its exit code. */
  pactBroker(args: readonly string[], env: Environment): Promise<number>
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

function toProgramCommand(command: BrokerCommand): Command<BrokerCliContext> {
  return {
    ...command,
    environment: Object.values(brokerVariables).map((variable) => [variable, '']),
    async run(parsedArgs, context) {
      const { env, pactBroker } = context
      const broker = readBrokerConfig(env, parsedArgs.isTrue('allow-http'))
      return pactBroker([command.name, ...command.toArguments(parsedArgs, context)], {
        ...withoutBrokerVariables(env),
        ...toBrokerEnv(broker),
      })
    },
  }
}

const program: Program<BrokerCliContext> = {
  name: 'node contracts/src/cli/broker/main.ts',
  version: packageVersion,
  description: "Runs Pact's pact-broker with the arguments that this repository knows.",
  commands: brokerCommands.map(toProgramCommand),
  exitCodes: {
    0: 'success',
    1: 'pact-broker failed',
    2: 'invalid arguments or environment; nothing was sent',
  },
  toExitCode: () => 2,
}

/** Runs the program and returns its exit code. Never throws. */
export function run(context: BrokerCliContext): Promise<number> {
  return runProgram(program, context)
}
