/** `node broker/main.ts publish|can-i-deploy|record-deployment [options]`: Pact's own `pact-broker`, with what this repository knows filled in. */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { readArguments } from '../cli/arguments.ts'
import { optionRow, section } from '../cli/help.ts'
import { printable, styleOf } from '../cli/style.ts'
import { UsageError } from '../cli/usage-error.ts'
import { brokerIn, brokerVariables, variablesOf } from './broker.ts'
import { type BrokerCommand, brokerCommands } from './commands.ts'

const pactBroker = createRequire(import.meta.url).resolve(
  '@pact-foundation/pact-cli/bin/pact-broker.js',
)
const { env } = process
const style = styleOf({ isTTY: process.stdout.isTTY === true, write: () => undefined }, env)

function helpOf({ name, summary, options }: BrokerCommand): string {
  const variables = Object.values(brokerVariables).map((variable) => [variable, ''] as const)
  return `${[
    summary,
    `${style('bold', 'Usage:')} pnpm contracts:${name} [options]`,
    section(style, 'Options', options.map(optionRow)),
    section(style, 'Environment', variables),
  ].join('\n\n')}\n`
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
  const given = readArguments(args, command.options, env)
  if (given.isGiven('help')) {
    process.stdout.write(helpOf(command))
    return 0
  }
  const broker = brokerIn(env, given.isGiven('allow-http'))
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
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${style('red', 'error:')} ${printable(message)}\n`)
  process.exitCode = 2
}
