import { dirname } from 'node:path'
import type { Given } from '../cli/arguments.ts'
import type { Option } from '../cli/option.ts'
import { UsageError } from '../cli/usage-error.ts'
import type { World } from '../cli/world.ts'
import { committed, consumer } from '../matrix/pact-file.ts'
import { branch, cleanCommit, commit } from './revision.ts'

/** A command over one of Pact's own `pact-broker`, with what this repository knows filled in. */
export interface BrokerCommand {
  readonly name: string
  readonly summary: string
  readonly options: readonly Option[]
  /**
   * The arguments of `pact-broker`.
   *
   * @throws UsageError where something has to be given
   */
  argumentsOf(given: Given, env: World['env']): string[]
}

const common: readonly Option[] = [
  { name: 'allow-http', about: 'send credentials over plain http to a host that is not loopback' },
  { name: 'help', short: 'h', about: 'print this help' },
]

const pacticipant: readonly Option[] = [
  { name: 'pacticipant', value: 'NAME', about: `default: ${consumer}` },
  { name: 'version', value: 'VERSION', about: 'default: the commit that is checked out' },
]

function required(given: Given, name: string): string {
  const text = given.text(name)
  if (text === undefined)
    throw new UsageError(`--${name}: missing; test and production are there in every broker`)
  return text
}

/** An option as it was given, where it was. */
function passed(given: Given, ...names: string[]): string[] {
  return names.flatMap((name) => {
    const text = given.text(name)
    return text === undefined ? [] : [`--${name}`, text]
  })
}

function pacticipantOf(given: Given): string[] {
  const version = given.text('version') ?? commit('version')
  return ['--pacticipant', given.text('pacticipant') ?? consumer, '--version', version]
}

const publish: BrokerCommand = {
  name: 'publish',
  summary: 'Publishes the committed pact.',
  options: [
    {
      name: 'consumer-app-version',
      value: 'VERSION',
      about: 'default: the commit that is checked out; nothing may be changed then',
    },
    { name: 'branch', value: 'NAME', about: 'default: the branch that is checked out' },
    { name: 'tag', value: 'NAME', repeatable: true, about: 'for brokers without branches' },
    { name: 'build-url', value: 'URL', about: 'where CI made the pact' },
    ...common,
  ],
  argumentsOf(given, env) {
    const option = 'consumer-app-version'
    const version = given.text(option) ?? cleanCommit(option)
    // `pact-broker` takes --tag once.
    const tags = given.texts('tag').join(',')
    return [
      dirname(committed),
      `--${option}`,
      version,
      '--branch',
      given.text('branch') ?? branch(env),
      ...(tags === '' ? [] : ['--tag', tags]),
      ...passed(given, 'build-url'),
    ]
  },
}

const canIDeploy: BrokerCommand = {
  name: 'can-i-deploy',
  summary: 'Asks whether a version goes with what is in an environment; exit code 0 for yes.',
  options: [
    { name: 'to-environment', value: 'NAME', about: 'such as production' },
    ...pacticipant,
    {
      name: 'retry-while-unknown',
      value: 'TIMES',
      about: 'how often to ask again while a verification is not there yet',
    },
    { name: 'retry-interval', value: 'SECONDS', about: 'between two times' },
    ...common,
  ],
  argumentsOf: (given) => [
    '--to-environment',
    required(given, 'to-environment'),
    ...pacticipantOf(given),
    ...passed(given, 'retry-while-unknown', 'retry-interval'),
  ],
}

const recordDeployment: BrokerCommand = {
  name: 'record-deployment',
  summary: 'Says that a version is now what runs in an environment.',
  options: [
    { name: 'environment', value: 'NAME', about: 'such as production' },
    ...pacticipant,
    ...common,
  ],
  argumentsOf: (given) => [
    '--environment',
    required(given, 'environment'),
    ...pacticipantOf(given),
  ],
}

/** Every command. */
export const brokerCommands: readonly BrokerCommand[] = [publish, canIDeploy, recordDeployment]
