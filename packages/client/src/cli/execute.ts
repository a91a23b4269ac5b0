import { readArguments } from '@export-buckets/command-line/arguments'
import { isCapable, styleOf } from '@export-buckets/command-line/style'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { createClient } from '../client.ts'
import type { DeprecationNotice } from '../deprecation.ts'
import { sleep } from '../transport/abort.ts'
import { readBody } from './body.ts'
import { type Command, flagsOf } from './command.ts'
import { deprecationWarning } from './deprecation-warning.ts'
import {
  type Credentials,
  credentialsIn,
  inTermsOfVariables,
  resolveBaseUrl,
} from './environment.ts'
import { programVersion } from './program-version.ts'
import { startProgress } from './progress.ts'
import { formatOf, render } from './render.ts'
import { tracing } from './verbose.ts'
import type { World } from './world.ts'

function connect(
  world: World,
  isVerbose: boolean,
  onDeprecation: (notice: DeprecationNotice) => void,
) {
  const { env, fetch } = world
  try {
    const credentials = credentialsIn(env)
    const baseUrl = resolveBaseUrl(env)
    const atlas = createClient({
      auth: credentials.auth,
      baseUrl,
      fetch: isVerbose ? tracing(world) : fetch,
      userAgent: `export-buckets/${programVersion}`,
      onDeprecation,
    })
    return { atlas, credentials }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UsageError(inTermsOfVariables(error.message))
  }
}

/** Milliseconds that a command which is done waits for its token to be revoked. */
const longestRelease = 2000

/** A token that cannot be revoked expires by itself, and the answer is there: no reason to fail, or to wait for long. */
async function release(credentials: Credentials, interrupt: AbortSignal): Promise<void> {
  const released = new AbortController()
  const end = AbortSignal.any([interrupt, released.signal])
  await Promise.race([credentials.release(), sleep(longestRelease, end)]).catch(() => undefined)
  released.abort()
}

/** Runs a command to its end: reads what it needs, calls Atlas, prints the answer. */
export async function execute(
  command: Command,
  args: readonly string[],
  world: World,
): Promise<void> {
  const { env, stdout, stderr, interrupt } = world
  const given = readArguments(args, { name: command.name, flags: flagsOf(command) }, env)
  const format = formatOf(given, stdout.isTTY)
  const isVerbose = given.isTrue('verbose')
  const warnings = new Set<string>()
  const { atlas, credentials } = connect(world, isVerbose, (notice) =>
    warnings.add(deprecationWarning(notice)),
  )
  const body = await readBody(command, given, world)
  const progress = startProgress(stderr, isCapable(stderr, env) && !isVerbose)
  try {
    const call = { atlas, given, body, signal: interrupt, report: progress.report }
    const answer = await command.run(call)
    progress.end()
    stdout.write(render(command.operationId, answer, format, styleOf(stdout, env)))
  } finally {
    progress.end()
    const style = styleOf(stderr, env)
    for (const warning of warnings) stderr.write(`${style('yellow', 'warning:')} ${warning}\n`)
    if (!interrupt.aborted) await release(credentials, interrupt)
  }
}
