import { execFileSync } from 'node:child_process'
import {
  type Flag,
  helpFlag,
  type ParsedArguments,
  UsageError,
} from '@export-buckets/cli-kit/arguments'
import type { CommandHelp } from '@export-buckets/cli-kit/help'
import { allowHttpFlag } from '../../lib/base-url.ts'
import { consumerName } from '../../pact/pact-file.ts'
import type { CliContext } from '../command.ts'

/** The environment and folders of a command. */
export interface BrokerContext {
  readonly env: CliContext['env']
  /** The folder of the git repository. */
  readonly folder: string
  /** The folder of the pact to publish. `pact-broker` merges its files, which are of the same consumer and provider. */
  readonly pactFolder: string
}

function runGit({ env, folder }: BrokerContext, remedy: string, ...args: string[]): string {
  try {
    return execFileSync('git', args, {
      cwd: folder,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    throw new UsageError(`git ${args.join(' ')} failed in this folder; pass ${remedy}`)
  }
}

/** Returns the commit that is checked out. */
function currentCommit(context: BrokerContext, flag: string): string {
  return runGit(context, `--${flag}`, 'rev-parse', 'HEAD')
}

/**
 * Returns the commit that is checked out.
 *
 * @throws UsageError when files are changed: a broker accepts a version's pact only once
 */
function requireCleanCommit(context: BrokerContext, flag: string): string {
  const changedFiles = runGit(context, `--${flag}`, 'status', '--porcelain')
    .split('\n')
    .filter(Boolean)
  const [first] = changedFiles
  if (first === undefined) return currentCommit(context, flag)
  const more = changedFiles.length > 1 ? ` and ${changedFiles.length - 1} more` : ''
  throw new UsageError(
    `uncommitted changes: ${first.trim().replace(/^\S+\s+/, '')}${more}. The version is the commit: commit first, or pass --${flag}`,
  )
}

/**
 * The variables in which CI names the branch, because CI checks out a commit without a branch. The variable for pull
 * requests is the first.
 */
const branchVariables = ['GITHUB_HEAD_REF', 'GITHUB_REF_NAME', 'CI_COMMIT_REF_NAME']

/**
 * Returns the branch that is checked out.
 *
 * @throws UsageError when no branch is checked out and no variable names one
 */
function currentBranch(context: BrokerContext): string {
  const { env } = context
  const checkedOutBranch = runGit(context, '--branch', 'branch', '--show-current')
  const branchName = checkedOutBranch || branchVariables.map((name) => env[name]).find(Boolean)
  if (branchName) return branchName
  throw new UsageError('no branch is checked out; pass --branch')
}

/** A command of Pact's `pact-broker` whose arguments this repository fills in. */
export interface BrokerCommand extends CommandHelp {
  /**
   * Returns the arguments of `pact-broker`.
   *
   * @throws UsageError when a required value is neither given nor known to the repository
   */
  toArguments(parsedArgs: ParsedArguments, context: BrokerContext): string[]
}

const commonFlags: readonly Flag[] = [allowHttpFlag, helpFlag]

const environmentFlag: Omit<Flag, 'name'> = {
  valueName: 'NAME',
  description: 'such as test or production, which every broker has',
  required: true,
}

const pacticipantFlags: readonly Flag[] = [
  { name: 'pacticipant', valueName: 'NAME', description: `default: ${consumerName}` },
  { name: 'version', valueName: 'VERSION', description: 'default: the checked-out commit' },
]

/** Returns the given flags of these names, with their values, as arguments. */
function forwardFlags(parsedArgs: ParsedArguments, ...names: string[]): string[] {
  return names.flatMap((name) => {
    const text = parsedArgs.value(name)
    return text === undefined ? [] : [`--${name}`, text]
  })
}

function pacticipantArguments(parsedArgs: ParsedArguments, context: BrokerContext): string[] {
  const version = parsedArgs.value('version') ?? currentCommit(context, 'version')
  return ['--pacticipant', parsedArgs.value('pacticipant') ?? consumerName, '--version', version]
}

const publishCommand: BrokerCommand = {
  name: 'publish',
  description: 'Publishes the committed pact.',
  flags: [
    {
      name: 'consumer-app-version',
      valueName: 'VERSION',
      description: 'default: the checked-out commit; requires a clean working tree',
    },
    { name: 'branch', valueName: 'NAME', description: 'default: the checked-out branch' },
    { name: 'tag', valueName: 'NAME', multiple: true, description: 'for brokers without branches' },
    { name: 'build-url', valueName: 'URL', description: 'the CI build that wrote the pact' },
    ...commonFlags,
  ],
  toArguments(parsedArgs, context) {
    const flag = 'consumer-app-version'
    const version = parsedArgs.value(flag) ?? requireCleanCommit(context, flag)
    // `pact-broker` accepts --tag once.
    const tags = parsedArgs.values('tag').join(',')
    return [
      context.pactFolder,
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
  description: 'Checks whether a version is compatible with an environment; exit code 0 means yes.',
  flags: [
    { name: 'to-environment', ...environmentFlag },
    ...pacticipantFlags,
    {
      name: 'retry-while-unknown',
      valueName: 'TIMES',
      description: 'how often to retry while a verification result is missing',
    },
    { name: 'retry-interval', valueName: 'SECONDS', description: 'between retries' },
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
  description: 'Records that a version is deployed to an environment.',
  flags: [{ name: 'environment', ...environmentFlag }, ...pacticipantFlags, ...commonFlags],
  toArguments: (parsedArgs, context) => [
    '--environment',
    parsedArgs.required('environment'),
    ...pacticipantArguments(parsedArgs, context),
  ],
}

export const brokerCommands: readonly BrokerCommand[] = [
  publishCommand,
  canIDeployCommand,
  recordDeploymentCommand,
]
