import { execFileSync } from 'node:child_process'
import { UsageError } from '@export-buckets/command-line/usage-error'
import type { World } from '../cli/world.ts'

/** Where a command runs. */
export interface Place {
  readonly env: World['env']
  /** The folder whose repository is meant. */
  readonly folder: string
}

function git({ env, folder }: Place, instead: string, ...args: string[]): string {
  try {
    return execFileSync('git', args, {
      cwd: folder,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    throw new UsageError(`git ${args.join(' ')} has no answer in this folder: give ${instead}`)
  }
}

/** The commit that is checked out. */
export function commit(place: Place, flag: string): string {
  return git(place, `--${flag}`, 'rev-parse', 'HEAD')
}

/**
 * The commit that is checked out, where it is what the folder holds.
 *
 * @throws UsageError where files differ from it: a pact is published once under a version
 */
export function cleanCommit(place: Place, flag: string): string {
  const changed = git(place, `--${flag}`, 'status', '--porcelain').split('\n').filter(Boolean)
  const [first] = changed
  if (first === undefined) return commit(place, flag)
  const more = changed.length > 1 ? ` and ${changed.length - 1} more` : ''
  throw new UsageError(
    `not committed: ${first.trim().replace(/^\S+\s+/, '')}${more}. The version is the commit, so commit first, or give --${flag}`,
  )
}

/** CI checks a commit out without its branch, and names the branch in a variable: of a pull request first. */
const branchVariables = ['GITHUB_HEAD_REF', 'GITHUB_REF_NAME', 'CI_COMMIT_REF_NAME']

/** @throws UsageError where no branch is checked out and no variable names one */
export function branch(place: Place): string {
  const { env } = place
  const known = git(place, '--branch', 'branch', '--show-current')
  const named = known || branchVariables.map((name) => env[name]).find(Boolean)
  if (named) return named
  throw new UsageError('no branch is checked out: give --branch')
}
