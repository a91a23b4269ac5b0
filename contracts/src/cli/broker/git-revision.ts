import { execFileSync } from 'node:child_process'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import type { CliContext } from '../context.ts'

/** Where a command runs. */
export interface GitContext {
  readonly env: CliContext['env']
  /** The folder whose repository is meant. */
  readonly folder: string
}

function runGit({ env, folder }: GitContext, remedy: string, ...args: string[]): string {
  try {
    return execFileSync('git', args, {
      cwd: folder,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    throw new UsageError(`git ${args.join(' ')} has no answer in this folder: give ${remedy}`)
  }
}

/** The commit that is checked out. */
export function currentCommit(context: GitContext, flag: string): string {
  return runGit(context, `--${flag}`, 'rev-parse', 'HEAD')
}

/**
 * The commit that is checked out, where it is what the folder holds.
 *
 * @throws UsageError where files differ from it: a pact is published once under a version
 */
export function requireCleanCommit(context: GitContext, flag: string): string {
  const changedFiles = runGit(context, `--${flag}`, 'status', '--porcelain')
    .split('\n')
    .filter(Boolean)
  const [first] = changedFiles
  if (first === undefined) return currentCommit(context, flag)
  const more = changedFiles.length > 1 ? ` and ${changedFiles.length - 1} more` : ''
  throw new UsageError(
    `not committed: ${first.trim().replace(/^\S+\s+/, '')}${more}. The version is the commit, so commit first, or give --${flag}`,
  )
}

/** CI checks a commit out without its branch, and names the branch in a variable: of a pull request first. */
const branchVariables = ['GITHUB_HEAD_REF', 'GITHUB_REF_NAME', 'CI_COMMIT_REF_NAME']

/** @throws UsageError where no branch is checked out and no variable names one */
export function currentBranch(context: GitContext): string {
  const { env } = context
  const checkedOutBranch = runGit(context, '--branch', 'branch', '--show-current')
  const branchName = checkedOutBranch || branchVariables.map((name) => env[name]).find(Boolean)
  if (branchName) return branchName
  throw new UsageError('no branch is checked out: give --branch')
}
