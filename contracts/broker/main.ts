/** `node broker/main.ts publish|can-i-deploy|record-deployment [flags]`: Pact's own `pact-broker`, with what this repository knows filled in. */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { readArguments, wantsHelp } from '@export-buckets/command-line/arguments'
import { commandUsage, flagSection, helpText, section } from '@export-buckets/command-line/help'
import { complain, styleOf } from '@export-buckets/command-line/style'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { brokerIn, brokerVariables, variablesOf } from './broker.ts'
import { type BrokerCommand, brokerCommands } from './commands.ts'

const pactBroker = createRequire(import.meta.url).resolve(
  '@pact-foundation/pact-cli/bin/pact-broker.js',
)
const { env } = process
function helpOf(command: BrokerCommand): string {
  const style = styleOf(process.stdout, env)
  const variables = Object.values(brokerVariables).map((variable) => [variable, ''] as const)
  return helpText(
    command.about,
    commandUsage(style, 'pnpm run', { ...command, name: `contracts:${command.name}` }),
    flagSection(style, command.flags),
    section(style, 'Environment', variables),
  )
}

/** Without the variables of the broker, which go to `pact-broker` checked, and none of them empty. */
function environment(): NodeJS.ProcessEnv {
  const names: readonly string[] = Object.values(brokerVariables)
  const others = Object.entries(env).filter(([name]) => !names.includes(name))
  return { ...Object.fromEntries(others), PACT_DO_NOT_TRACK: 'true' }
}

function run([name, ...args]: readonly string[]): number {
  const command = brokerCommands.find((each) => each.name === name)
  if (command === undefined)
    throw new UsageError(`expected ${brokerCommands.map((each) => each.name).join(', ')}`)
  if (wantsHelp(args)) {
    process.stdout.write(helpOf(command))
    return 0
  }
  const given = readArguments(args, command, env)
  const broker = brokerIn(env, given.isTrue('allow-http'))
  const { status, error } = spawnSync(
    process.execPath,
    [pactBroker, command.name, ...command.argumentsOf(given, env)],
    { stdio: 'inherit', env: { ...environment(), ...variablesOf(broker) } },
  )
  if (error !== undefined) throw error
  return status ?? 1
}

try {
  process.exitCode = run(process.argv.slice(2))
} catch (error) {
  complain(process.stderr, env, error)
  process.exitCode = 2
}
