import { dirname } from 'node:path'
import type { CommandSpec, ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { type Flag, helpFlag } from '@export-buckets/cli-kit/flag'
import { allowHttpFlag } from '../../lib/base-url.ts'
import { committedPactPath, consumerName } from '../../pact/pact-file.ts'
import {
  currentBranch,
  currentCommit,
  type GitContext,
  requireCleanCommit,
} from './git-revision.ts'

/** A command over one of Pact's own `pact-broker`, with what this repository knows filled in. */
export interface BrokerCommand extends CommandSpec {
  readonly about: string
  /**
   * The arguments of `pact-broker`.
   *
   * @throws UsageError where something has to be given that the repository does not know
   */
  toArguments(parsedArgs: ParsedArguments, context: GitContext): string[]
}

const commonFlags: readonly Flag[] = [allowHttpFlag, helpFlag]

const environmentFlag: Omit<Flag, 'name'> = {
  valueName: 'NAME',
  description: 'such as test or production, which are there in every broker',
  required: true,
}

const pacticipantFlags: readonly Flag[] = [
  { name: 'pacticipant', valueName: 'NAME', description: `default: ${consumerName}` },
  { name: 'version', valueName: 'VERSION', description: 'default: the commit that is checked out' },
]

/** A flag as it was given, where it was. */
function forwardFlags(parsedArgs: ParsedArguments, ...names: string[]): string[] {
  return names.flatMap((name) => {
    const text = parsedArgs.value(name)
    return text === undefined ? [] : [`--${name}`, text]
  })
}

function pacticipantArguments(parsedArgs: ParsedArguments, context: GitContext): string[] {
  const version = parsedArgs.value('version') ?? currentCommit(context, 'version')
  return ['--pacticipant', parsedArgs.value('pacticipant') ?? consumerName, '--version', version]
}

const publishCommand: BrokerCommand = {
  name: 'publish',
  about: 'Publishes the committed pact.',
  flags: [
    {
      name: 'consumer-app-version',
      valueName: 'VERSION',
      description: 'default: the commit that is checked out; nothing may be changed then',
    },
    { name: 'branch', valueName: 'NAME', description: 'default: the branch that is checked out' },
    { name: 'tag', valueName: 'NAME', multiple: true, description: 'for brokers without branches' },
    { name: 'build-url', valueName: 'URL', description: 'where CI made the pact' },
    ...commonFlags,
  ],
  toArguments(parsedArgs, context) {
    const flag = 'consumer-app-version'
    const version = parsedArgs.value(flag) ?? requireCleanCommit(context, flag)
    // `pact-broker` takes --tag once.
    const tags = parsedArgs.values('tag').join(',')
    return [
      dirname(committedPactPath),
      `--${flag}`,
      version,
      '--branch',
      parsedArgs.value('branch') ?? currentBranch(context),
      ...(tags === '' ? [] : ['--tag', tags]),
      ...forwardFlags(parsedArgs, 'build-url'),
    ]
  },
}

const canIDeployCommand: BrokerCommand = {
  name: 'can-i-deploy',
  about: 'Asks whether a version goes with what is in an environment; exit code 0 for yes.',
  flags: [
    { name: 'to-environment', ...environmentFlag },
    ...pacticipantFlags,
    {
      name: 'retry-while-unknown',
      valueName: 'TIMES',
      description: 'how often to ask again while a verification is not there yet',
    },
    { name: 'retry-interval', valueName: 'SECONDS', description: 'between two times' },
    ...commonFlags,
  ],
  toArguments: (parsedArgs, context) => [
    '--to-environment',
    parsedArgs.required('to-environment'),
    ...pacticipantArguments(parsedArgs, context),
    ...forwardFlags(parsedArgs, 'retry-while-unknown', 'retry-interval'),
  ],
}

const recordDeploymentCommand: BrokerCommand = {
  name: 'record-deployment',
  about: 'Says that a version is now what runs in an environment.',
  flags: [{ name: 'environment', ...environmentFlag }, ...pacticipantFlags, ...commonFlags],
  toArguments: (parsedArgs, context) => [
    '--environment',
    parsedArgs.required('environment'),
    ...pacticipantArguments(parsedArgs, context),
  ],
}

/** Every command. */
export const brokerCommands: readonly BrokerCommand[] = [
  publishCommand,
  canIDeployCommand,
  recordDeploymentCommand,
]
