import { parseArguments } from '@export-buckets/cli-kit/arguments'
import { createStyle, supportsAnsi } from '@export-buckets/cli-kit/style'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { createClient } from '../client.ts'
import type { DeprecationNotice } from '../deprecation.ts'
import { sleep } from '../transport/abort.ts'
import { type Command, commandFlags } from './command.ts'
import type { CliContext } from './context.ts'
import { formatDeprecationWarning } from './deprecation-warning.ts'
import {
  type CliCredentials,
  readCredentials,
  resolveBaseUrl,
  withVariableNames,
} from './environment.ts'
import { programVersion } from './program-version.ts'
import { startProgress } from './progress.ts'
import { readBody } from './read-body.ts'
import { render, selectFormat } from './render.ts'
import { traceFetch } from './trace-fetch.ts'

function createCliClient(
  context: CliContext,
  isVerbose: boolean,
  onDeprecation: (notice: DeprecationNotice) => void,
) {
  const { env, fetch } = context
  try {
    const credentials = readCredentials(env)
    const baseUrl = resolveBaseUrl(env)
    const atlas = createClient({
      auth: credentials.auth,
      baseUrl,
      fetch: isVerbose ? traceFetch(context) : fetch,
      userAgent: `export-buckets/${programVersion}`,
      onDeprecation,
    })
    return { atlas, credentials }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UsageError(withVariableNames(error.message))
  }
}

/** Milliseconds that a command which is done waits for its token to be revoked. */
const maxRevokeMs = 2000

/** A token that cannot be revoked expires by itself, and the answer is there: no reason to fail, or to wait for long. */
async function revokeCredentials(
  credentials: CliCredentials,
  interruptSignal: AbortSignal,
): Promise<void> {
  const timerController = new AbortController()
  const endSignal = AbortSignal.any([interruptSignal, timerController.signal])
  await Promise.race([credentials.revoke(), sleep(maxRevokeMs, endSignal)]).catch(() => undefined)
  timerController.abort()
}

/** Runs a command to its end: reads what it needs, calls Atlas, prints the answer. */
export async function execute(
  command: Command,
  args: readonly string[],
  context: CliContext,
): Promise<void> {
  const { env, stdout, stderr, interruptSignal } = context
  const parsedArgs = parseArguments(args, { name: command.name, flags: commandFlags(command) }, env)
  const format = selectFormat(parsedArgs, stdout.isTTY)
  const isVerbose = parsedArgs.isTrue('verbose')
  const warnings = new Set<string>()
  const { atlas, credentials } = createCliClient(context, isVerbose, (notice) =>
    warnings.add(formatDeprecationWarning(notice)),
  )
  const body = await readBody(command, parsedArgs, context)
  const progress = startProgress(stderr, supportsAnsi(stderr, env) && !isVerbose)
  try {
    const commandCall = {
      atlas,
      parsedArgs,
      body,
      signal: interruptSignal,
      onProgress: progress.update,
    }
    const responseBody = await command.run(commandCall)
    progress.stop()
    stdout.write(render(command.operationId, responseBody, format, createStyle(stdout, env)))
  } finally {
    progress.stop()
    const style = createStyle(stderr, env)
    for (const warning of warnings) stderr.write(`${style('yellow', 'warning:')} ${warning}\n`)
    if (!interruptSignal.aborted) await revokeCredentials(credentials, interruptSignal)
  }
}
