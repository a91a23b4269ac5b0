import { type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import {
  createStyle,
  errorMessage,
  escapeForTerminal,
  printError,
  supportsAnsi,
} from '@export-buckets/cli-kit/terminal'
import { createClient } from '../client.ts'
import type { DeprecationNotice } from '../deprecation.ts'
import { sleep } from '../transport/sleep.ts'
import { readBody } from './body.ts'
import type { Command, CommandCall, Failure } from './command.ts'
import { formatDeprecationWarning, traceFetch } from './diagnostics.ts'
import {
  type CliContext,
  type CliCredentials,
  programVersion,
  readCredentials,
  resolveBaseUrl,
  withVariableNames,
} from './environment.ts'
import { toExitCode } from './exit-code.ts'
import { type Progress, startProgress } from './progress.ts'
import { type OutputFormat, render, selectFormat } from './render.ts'

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

/** The maximum time that a finished command waits for the revocation of its token, in milliseconds. */
const maxRevokeMs = 2000

/** Revokes the token of a command. A failure is ignored: the output is complete, and the token expires by itself. */
async function revokeCredentials(
  credentials: CliCredentials,
  interruptSignal: AbortSignal,
): Promise<void> {
  const timerController = new AbortController()
  const endSignal = AbortSignal.any([interruptSignal, timerController.signal])
  await Promise.race([credentials.revoke(), sleep(maxRevokeMs, endSignal)]).catch(() => undefined)
  timerController.abort()
}

/** Asks a question on standard error. Returns whether the answer from standard input is y or yes. */
async function askQuestion({ stderr, readLine }: CliContext, question: string): Promise<boolean> {
  stderr.write(`${question} [y/N] `)
  return /^\s*y(es)?\s*$/i.test(await readLine())
}

/** Writes each error and its note, after an interrupt only the notes. Returns the exit code. */
function reportFailures(failures: readonly Failure[], context: CliContext): number {
  const { stderr, env, interruptSignal } = context
  for (const { error, clusterName, note } of failures) {
    const message = [clusterName, errorMessage(error)].filter(Boolean).join(': ')
    if (!interruptSignal.aborted) printError(stderr, env, message)
    if (note !== undefined) stderr.write(`${escapeForTerminal(note)}\n`)
  }
  return Math.max(0, ...failures.map(({ error }) => toExitCode(error)))
}

/** Runs a command and prints its result. Returns the exit code. */
async function printResult(
  command: Command,
  call: CommandCall,
  format: OutputFormat,
  context: CliContext,
): Promise<number> {
  const { env, stdout, stderr, interruptSignal } = context
  const result = await command.run(call)
  call.progress.stop()
  const { body, failures = [], nextSteps } = result
  // A command that failed without a response has no envelope.
  const hasOutput = body !== undefined || failures.length === 0
  if (hasOutput && !interruptSignal.aborted) {
    stdout.write(render(command, result, format, createStyle(stdout, env)))
    if (nextSteps !== undefined && stderr.isTTY) stderr.write(`\n${nextSteps}\n`)
  }
  return reportFailures(failures, context)
}

function createWarn({ stderr, env }: CliContext, progress: Progress): CommandCall['warn'] {
  const style = createStyle(stderr, env)
  return (message) =>
    progress.writeLine(`${style('yellow', 'warning:')} ${escapeForTerminal(message)}`)
}

/** Runs a command: calls Atlas and prints the result. Returns the exit code. */
export async function execute(
  command: Command,
  parsedArgs: ParsedArguments,
  context: CliContext,
): Promise<number> {
  const { env, stdout, stderr, interruptSignal } = context
  const format = selectFormat(parsedArgs, stdout.isTTY)
  const isVerbose = parsedArgs.isTrue('verbose')
  const deprecations = new Set<string>()
  const { atlas, credentials } = createCliClient(context, isVerbose, (notice) =>
    deprecations.add(formatDeprecationWarning(notice)),
  )
  const body = command.body && (await readBody(command.body, parsedArgs, context))
  const progress = startProgress(stderr, supportsAnsi(stderr, env) && !isVerbose)
  const warn = createWarn(context, progress)
  const call: CommandCall = {
    atlas,
    parsedArgs,
    body,
    signal: interruptSignal,
    progress,
    warn,
    isInteractive: context.isInputTTY && stderr.isTTY,
    async confirm(question) {
      progress.stop()
      const isConfirmed = await askQuestion(context, question)
      interruptSignal.throwIfAborted()
      return isConfirmed
    },
  }
  try {
    return await printResult(command, call, format, context)
  } finally {
    progress.stop()
    for (const deprecation of deprecations) warn(deprecation)
    if (!interruptSignal.aborted) await revokeCredentials(credentials, interruptSignal)
  }
}
