import { type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import { atlasVariables } from '@export-buckets/cli-kit/atlas-environment'
import type { Command } from '@export-buckets/cli-kit/program'
import {
  createStyle,
  eraseLine,
  errorMessage,
  noColorRow,
  supportsAnsi,
} from '@export-buckets/cli-kit/terminal'
import { brokerVariables } from '../../broker/broker.ts'
import { skipReasons } from '../../reports/verification/findings.ts'
import { htmlReport } from '../../reports/verification/html.ts'
import { annotations, jsonReport, junitReport } from '../../reports/verification/machine-formats.ts'
import { markdownReport } from '../../reports/verification/markdown.ts'
import { terminalReport } from '../../reports/verification/terminal.ts'
import { countOutcome, type Report } from '../../verify/report.ts'
import { verifyProvider } from '../../verify/verify-provider.ts'
import { type CliContext, programName } from '../command.ts'
import { verifyFlags } from './flags.ts'
import {
  readCredentials,
  readExistingResources,
  readFilters,
  readProviderUrl,
  readStatesUrl,
} from './inputs.ts'
import { preparePublication } from './publish.ts'

/** Shows the progress of a verification. */
export interface Progress {
  onProgress(completed: number, total: number): void
  onWait(seconds: number): void
  /** Erases the progress line. */
  end(): void
}

/** Shows the number of sent requests on a terminal. Elsewhere it only reports waiting. */
export function startProgress({ stderr, env }: Pick<CliContext, 'stderr' | 'env'>): Progress {
  const isInteractive = supportsAnsi(stderr, env)
  let isShown = false
  const end = () => {
    if (isShown) stderr.write(eraseLine)
    isShown = false
  }
  return {
    onProgress(completed, total) {
      if (!isInteractive) return
      isShown = true
      stderr.write(`${eraseLine}${completed} of ${total}`)
    },
    onWait(seconds) {
      end()
      stderr.write(`The provider responded with 429: waiting ${seconds} s\n`)
    },
    end,
  }
}

/** The reports that are written to files, by flag. */
const fileReports: Readonly<Record<string, (report: Report) => string>> = {
  html: htmlReport,
  markdown: markdownReport,
  junit: junitReport,
  json: jsonReport,
}

async function prefixError(label: string, write: Promise<void>): Promise<void> {
  await write.catch((error: unknown) => {
    throw new Error(`${label}: ${errorMessage(error)}`)
  })
}

/**
 * Prints the report, and writes the requested files.
 *
 * @throws when a file cannot be written
 */
async function writeReports(
  report: Report,
  parsedArgs: ParsedArguments,
  context: CliContext,
): Promise<void> {
  const { env, stdout, writeFile, appendFile } = context
  stdout.write(terminalReport(report, createStyle(stdout, env)))
  if (parsedArgs.isTrue('annotations') || env['GITHUB_ACTIONS']) stdout.write(annotations(report))
  for (const [flag, render] of Object.entries(fileReports)) {
    const file = parsedArgs.value(flag)
    if (file !== undefined) await prefixError(`--${flag}`, writeFile(file, render(report)))
  }
  const stepSummary = env['GITHUB_STEP_SUMMARY']
  if (stepSummary)
    await prefixError('GITHUB_STEP_SUMMARY', appendFile(stepSummary, markdownReport(report)))
}

/**
 * Throws for a verification that sent nothing, because it says nothing about the provider.
 *
 * @throws UsageError when every cell was skipped
 */
function assertNotEmpty({ cells }: Report): void {
  if (countOutcome(cells, 'skipped') < cells.length) return
  const reasons = skipReasons(cells).map(([reason]) => reason)
  throw new UsageError(`every cell was skipped: ${reasons.join('; ')}`)
}

/** Returns the exit code: 1 when a cell failed, otherwise 2 when a request has no response. */
function toExitCode({ cells }: Report): number {
  if (countOutcome(cells, 'failed') > 0) return 1
  return countOutcome(cells, 'error') > 0 ? 2 : 0
}

async function runVerification(parsedArgs: ParsedArguments, context: CliContext): Promise<Report> {
  const { env, fetch, wait, interruptSignal } = context
  const statesUrl = readStatesUrl(parsedArgs)
  const { revokeToken, ...credentials } = readCredentials(env)
  const target = {
    baseUrl: readProviderUrl(parsedArgs, env),
    existing: readExistingResources(parsedArgs),
    credentials,
    ...(statesUrl !== undefined && { statesUrl }),
  }
  const filters = readFilters(parsedArgs)
  const progress = startProgress(context)
  const { onProgress, onWait } = progress
  try {
    const signal = interruptSignal
    return await verifyProvider({ target, filters, fetch, env, signal, wait, onProgress, onWait })
  } finally {
    progress.end()
    // A token that cannot be revoked expires on its own.
    if (!interruptSignal.aborted) await revokeToken().catch(() => undefined)
  }
}

export const verifyCommand: Command<CliContext> = {
  name: 'verify',
  description:
    'Verifies a provider against the pact.\nWithout --states-url it only sends GET, for an existing project and its resources.\nWith --states-url it sends every request, in the provider states of Pact.',
  flags: verifyFlags,
  environment: [
    [atlasVariables.clientId, 'service account for the cells with Bearer, with'],
    [atlasVariables.clientSecret, ''],
    [atlasVariables.publicKey, 'API key for the cells with Digest, with'],
    [atlasVariables.privateKey, ''],
    ...Object.values(brokerVariables).map((name) => [name, 'with --publish'] as const),
    noColorRow,
  ],
  examples: [
    `${programName} verify --provider-url https://cloud.mongodb.com --html matrix.html`,
    `${programName} verify --provider-url http://127.0.0.1:8787 --states-url http://127.0.0.1:8788/`,
    `${programName} verify --provider-url http://127.0.0.1:8787 --provider AZURE --status 200 --status 404`,
  ],
  async run(parsedArgs, context) {
    const publish = await preparePublication(parsedArgs, context)
    const report = await runVerification(parsedArgs, context)
    await writeReports(report, parsedArgs, context)
    assertNotEmpty(report)
    await publish?.(report)
    return toExitCode(report)
  },
}
