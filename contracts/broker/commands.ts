import { dirname } from 'node:path'
import type { Given, Syntax } from '@export-buckets/command-line/arguments'
import { type Flag, helpFlag } from '@export-buckets/command-line/flag'
import { allowHttpFlag } from '../cli/base-url.ts'
import { committed, consumer } from '../matrix/pact-file.ts'
import { branch, cleanCommit, commit, type Place } from './revision.ts'

/** A command over one of Pact's own `pact-broker`, with what this repository knows filled in. */
export interface BrokerCommand extends Syntax {
  readonly about: string
  /**
   * The arguments of `pact-broker`.
   *
   * @throws UsageError where something has to be given that the repository does not know
   */
  argumentsOf(given: Given, place: Place): string[]
}

const common: readonly Flag[] = [allowHttpFlag, helpFlag]

const environment: Omit<Flag, 'name'> = {
  value: 'NAME',
  about: 'such as test or production, which are there in every broker',
  required: true,
}

const pacticipant: readonly Flag[] = [
  { name: 'pacticipant', value: 'NAME', about: `default: ${consumer}` },
  { name: 'version', value: 'VERSION', about: 'default: the commit that is checked out' },
]

/** A flag as it was given, where it was. */
function passed(given: Given, ...names: string[]): string[] {
  return names.flatMap((name) => {
    const text = given.text(name)
    return text === undefined ? [] : [`--${name}`, text]
  })
}

function pacticipantOf(given: Given, place: Place): string[] {
  const version = given.text('version') ?? commit(place, 'version')
  return ['--pacticipant', given.text('pacticipant') ?? consumer, '--version', version]
}

const publish: BrokerCommand = {
  name: 'publish',
  about: 'Publishes the committed pact.',
  flags: [
    {
      name: 'consumer-app-version',
      value: 'VERSION',
      about: 'default: the commit that is checked out; nothing may be changed then',
    },
    { name: 'branch', value: 'NAME', about: 'default: the branch that is checked out' },
    { name: 'tag', value: 'NAME', many: true, about: 'for brokers without branches' },
    { name: 'build-url', value: 'URL', about: 'where CI made the pact' },
    ...common,
  ],
  argumentsOf(given, place) {
    const flag = 'consumer-app-version'
    const version = given.text(flag) ?? cleanCommit(place, flag)
    // `pact-broker` takes --tag once.
    const tags = given.texts('tag').join(',')
    return [
      dirname(committed),
      `--${flag}`,
      version,
      '--branch',
      given.text('branch') ?? branch(place),
      ...(tags === '' ? [] : ['--tag', tags]),
      ...passed(given, 'build-url'),
    ]
  },
}

const canIDeploy: BrokerCommand = {
  name: 'can-i-deploy',
  about: 'Asks whether a version goes with what is in an environment; exit code 0 for yes.',
  flags: [
    { name: 'to-environment', ...environment },
    ...pacticipant,
    {
      name: 'retry-while-unknown',
      value: 'TIMES',
      about: 'how often to ask again while a verification is not there yet',
    },
    { name: 'retry-interval', value: 'SECONDS', about: 'between two times' },
    ...common,
  ],
  argumentsOf: (given, place) => [
    '--to-environment',
    given.required('to-environment'),
    ...pacticipantOf(given, place),
    ...passed(given, 'retry-while-unknown', 'retry-interval'),
  ],
}

const recordDeployment: BrokerCommand = {
  name: 'record-deployment',
  about: 'Says that a version is now what runs in an environment.',
  flags: [{ name: 'environment', ...environment }, ...pacticipant, ...common],
  argumentsOf: (given, place) => [
    '--environment',
    given.required('environment'),
    ...pacticipantOf(given, place),
  ],
}

/** Every command. */
export const brokerCommands: readonly BrokerCommand[] = [publish, canIDeploy, recordDeployment]
