import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { skipReasons } from '../../../reports/verification/summary.ts'
import { countOutcome, type Report } from '../../../verify/report.ts'
import { verifyProvider } from '../../../verify/verify-provider.ts'
import type { Command } from '../../command.ts'
import type { CliContext } from '../../context.ts'
import { readCredentials } from '../../credentials.ts'
import { startProgress } from '../../progress.ts'
import { readFilters } from './filters.ts'
import { verifyFlags } from './flags.ts'
import { verifyHelp } from './help.ts'
import { preparePublication } from './publish.ts'
import { readExistingResources, readProviderUrl, readStatesUrl } from './target.ts'
import { writeReports } from './write-reports.ts'

/**
 * Refuses a verification that sent nothing, as it says nothing of the provider.
 *
 * @throws UsageError when every cell was skipped
 */
function assertNotEmpty({ cells }: Report): void {
  if (countOutcome(cells, 'skipped') < cells.length) return
  const reasons = skipReasons(cells).map(([reason]) => reason)
  throw new UsageError(`every cell was skipped: ${reasons.join('; ')}`)
}

/** Returns 2 also where nothing failed, but a request has no response. */
function toExitCode({ cells }: Report): number {
  if (countOutcome(cells, 'failed') > 0) return 1
  return countOutcome(cells, 'error') > 0 ? 2 : 0
}

async function runVerification(parsedArgs: ParsedArguments, context: CliContext): Promise<Report> {
  const { env, fetch, wait, interrupt } = context
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
    const signal = interrupt
    return await verifyProvider({ target, filters, fetch, env, signal, wait, onProgress, onWait })
  } finally {
    progress.end()
    // A token that cannot be revoked expires by itself.
    if (!interrupt.aborted) await revokeToken().catch(() => undefined)
  }
}

export const verifyCommand: Command = {
  name: 'verify',
  about: 'Verifies a provider against the pact.',
  flags: verifyFlags,
  help: verifyHelp,
  async run(parsedArgs, context) {
    const publish = await preparePublication(parsedArgs, context)
    const report = await runVerification(parsedArgs, context)
    await writeReports(report, parsedArgs, context)
    assertNotEmpty(report)
    await publish?.(report)
    return toExitCode(report)
  },
}
