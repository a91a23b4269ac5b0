import { type Program, runProgram } from '@export-buckets/cli-kit/program'
import manifest from '../../package.json' with { type: 'json' }
import { formatErrorChain } from '../lib/format-error-chain.ts'
import type { CliContext } from './command.ts'
import { commands } from './commands/index.ts'
import { exitCodes, toExitCode } from './errors.ts'

/** Returns the message of an error, with advice when the database is not migrated. */
function formatError(error: unknown): string {
  const problem = formatErrorChain(error)
  return /no such (table|column)/.test(problem)
    ? `${problem}: migrate the database with "export-buckets-edge migrate"`
    : problem
}

const program: Program<CliContext> = {
  name: 'export-buckets-edge',
  version: manifest.version,
  description:
    'Serves export buckets, and manages the credentials, clusters and database of the server.',
  commands,
  defaultCommand: 'serve',
  environment: [
    ['DATABASE_URL', 'the database, without --database'],
    ['DATABASE_AUTH_TOKEN', 'the token of a remote database; it has no flag'],
  ],
  exitCodes,
  toExitCode,
  formatError,
}

/** Runs the program and returns its exit code. Never throws. */
export function run(context: CliContext): Promise<number> {
  return runProgram(program, context)
}
