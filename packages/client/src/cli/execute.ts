import { isBoolean, type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import { createStyle, errorMessage, supportsAnsi } from '@export-buckets/cli-kit/terminal'
import { createClient } from '../client.ts'
import type { DeprecationNotice } from '../deprecation.ts'
import { sleep } from '../transport/abort.ts'
import type { Command } from './command.ts'
import { formatDeprecationWarning, startProgress, traceFetch } from './diagnostics.ts'
import {
  type CliContext,
  type CliCredentials,
  programVersion,
  readCredentials,
  resolveBaseUrl,
  withVariableNames,
} from './environment.ts'
import { render, selectFormat } from './render.ts'

async function readBytes(path: string, context: CliContext): Promise<Uint8Array> {
  try {
    return await (path === '-' ? context.readStdin() : context.readFile(path))
  } catch (error) {
    throw new UsageError(`--file ${path}: cannot be read: ${errorMessage(error)}`)
  }
}

async function readJsonFile(path: string, context: CliContext): Promise<unknown> {
  const bytes = await readBytes(path, context)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new UsageError(`--file ${path}: expected JSON in UTF-8: ${errorMessage(error)}`)
  }
}

/**
 * Reads the request body of a command from a file or from its flags. Returns `undefined` for a command without one.
 *
 * @throws UsageError for both a file and flags, for neither, and for a file that is not JSON
 */
async function readBody(
  command: Command,
  parsedArgs: ParsedArguments,
  context: CliContext,
): Promise<unknown> {
  if (command.body === undefined) return undefined
  const fields = command.body.flatMap((flag) => {
    const text = parsedArgs.value(flag.name)
    return text === undefined ? [] : [[flag.name, isBoolean(flag) ? text === 'true' : text]]
  })
  const path = parsedArgs.value('file')
  if (path === undefined && fields.length > 0) return Object.fromEntries(fields)
  if (path !== undefined && fields.length === 0) return readJsonFile(path, context)
  const names = command.body.map(({ name }) => `--${name}`).join(', ')
  const problem = path === undefined ? 'missing body' : 'more than one body'
  throw new UsageError(`${problem}: use either --file or ${names}`)
}

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

/** How long a finished command waits for its token to be revoked, in milliseconds. */
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

/** Runs a command: calls Atlas and prints the response. */
export async function execute(
  command: Command,
  parsedArgs: ParsedArguments,
  context: CliContext,
): Promise<void> {
  const { env, stdout, stderr, interruptSignal } = context
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
