import { type Program, runProgram } from '@export-buckets/cli-kit/program'
import { packageVersion } from '../lib/package-version.ts'
import { type CliContext, programName } from './command.ts'
import { driftCommand } from './drift.ts'
import { verifyCommand } from './verify/verify.ts'

const program: Program<CliContext> = {
  name: programName,
  version: packageVersion,
  description:
    'Verifies any provider of the MongoDB Atlas snapshot export API against its contract.',
  commands: [verifyCommand, driftCommand],
  exitCodes: {
    0: 'every check that ran passed',
    1: 'a check failed',
    2: 'the command failed: invalid arguments, nothing to verify, no response, or a file that cannot be written',
    130: 'interrupted',
  },
  toExitCode: () => 2,
}

/** Runs the program and returns its exit code. Never throws. */
export function run(context: CliContext): Promise<number> {
  return runProgram(program, context)
}
