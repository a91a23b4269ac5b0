import { atlasVariables, baseUrlVariables } from '@export-buckets/cli-kit/atlas-environment'
import { listCommands } from '@export-buckets/cli-kit/help'
import {
  type Program,
  type Command as ProgramCommand,
  runProgram,
} from '@export-buckets/cli-kit/program'
import { noColorRow } from '@export-buckets/cli-kit/terminal'
import { defaultBaseUrl } from '../options.ts'
import type { Command } from './command.ts'
import { commands } from './commands/index.ts'
import { completionScript, shells } from './completion/script.ts'
import { type CliContext, programVersion } from './environment.ts'
import { execute } from './execute.ts'
import { exitCodes, toExitCode } from './exit-code.ts'

function toProgramCommand(command: Command): ProgramCommand<CliContext> {
  return {
    ...command,
    async run(parsedArgs, context) {
      const exitCode = await execute(command, parsedArgs, context)
      return context.interruptSignal.aborted ? 130 : exitCode
    },
  }
}

const completionCommand: ProgramCommand<CliContext> = {
  name: 'completion',
  description: 'Prints the completion script of a shell.',
  flags: [],
  positional: { name: 'SHELL', choices: shells },
  async run({ positional }, { stdout }) {
    stdout.write(completionScript(positional, listCommands(program)))
    return 0
  },
}

export const program: Program<CliContext> = {
  name: 'export-buckets',
  version: programVersion,
  description: 'Exports snapshots of MongoDB Atlas to buckets of cloud providers.',
  commands: [...commands.map(toProgramCommand), completionCommand],
  environment: [
    [atlasVariables.clientId, 'the service account: client id'],
    [atlasVariables.clientSecret, 'the service account: client secret'],
    [atlasVariables.publicKey, 'the API key, used without a service account: public key'],
    [atlasVariables.privateKey, 'the API key: private key'],
    [atlasVariables.groupId, 'the project; --groupId overrides it'],
    [baseUrlVariables[0], `the base URL of Atlas; default: ${defaultBaseUrl}`],
    [baseUrlVariables[1], 'the same, under the name that Terraform uses'],
    noColorRow,
  ],
  exitCodes,
  hints: new Map([
    ['--version', '-V prints the version of this program; --version is the API date of a command'],
  ]),
  toExitCode,
}

/** Runs the program and returns its exit code. Never throws. */
export function run(context: CliContext): Promise<number> {
  return runProgram(program, context)
}
