import { createOutput } from '@export-buckets/test-support/create-output'
import type { CliContext } from '../../../packages/client/src/cli/environment.ts'
import { run } from '../../../packages/client/src/cli/run.ts'
import { groupId } from '../../src/matrix/ids.ts'
import type { Target } from './project.ts'

/** How a command ended. */
export interface CommandResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Returns the environment of the program: a project, and credentials of one kind. */
export function commandEnvironment(
  { baseUrl, credentials }: Target,
  kind: 'service account' | 'API key' = 'service account',
): Record<string, string> {
  const { clientId, clientSecret, publicKey, privateKey } = credentials
  return {
    MONGODB_ATLAS_OPS_MANAGER_URL: baseUrl,
    MONGODB_ATLAS_PROJECT_ID: groupId,
    ...(kind === 'API key'
      ? { MONGODB_ATLAS_PUBLIC_API_KEY: publicKey, MONGODB_ATLAS_PRIVATE_API_KEY: privateKey }
      : { MONGODB_ATLAS_CLIENT_ID: clientId, MONGODB_ATLAS_CLIENT_SECRET: clientSecret }),
  }
}

/** The parts of the context that a test can replace. */
type ContextOptions = Partial<Pick<CliContext, 'fetch' | 'interruptSignal'>>

/** Runs the program in this process. Neither its input nor its output is a terminal. */
export async function runCommand(
  env: CliContext['env'],
  args: readonly string[],
  options: ContextOptions = {},
): Promise<CommandResult> {
  const [stdout, stderr] = [createOutput(false), createOutput(false)]
  const noInput = () => Promise.reject(new Error('standard input is closed'))
  const code = await run({
    args,
    env,
    stdout,
    stderr,
    fetch: globalThis.fetch,
    readFile: noInput,
    readStdin: noInput,
    isInputTTY: false,
    readLine: async () => '',
    now: () => performance.now(),
    interruptSignal: new AbortController().signal,
    ...options,
  })
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}
