import type { Given } from '@export-buckets/command-line/arguments'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { count, type Report } from '../../verify/report.ts'
import { verifyProvider } from '../../verify/verify-provider.ts'
import type { Command } from '../command.ts'
import { credentialsIn } from '../environment.ts'
import { startProgress } from '../progress.ts'
import { skipReasons } from '../reports/summary.ts'
import { writeReports } from '../reports/write-reports.ts'
import type { World } from '../world.ts'
import { filtersOf } from './verify-filters.ts'
import { verifyFlags } from './verify-flags.ts'
import { verifyHelp } from './verify-help.ts'
import { publication } from './verify-publication.ts'
import { existing, providerUrl, statesUrl } from './verify-target.ts'

/**
 * Refuses a verification that sent nothing, as it says nothing of the provider.
 *
 * @throws UsageError when every cell was skipped
 */
function assertNotEmpty({ cells }: Report): void {
  if (count(cells, 'skipped') < cells.length) return
  const reasons = skipReasons(cells).map(([reason]) => reason)
  throw new UsageError(`every cell was skipped: ${reasons.join('; ')}`)
}

/** Returns 2 also where nothing failed, but a request has no response. */
function exitCodeOf({ cells }: Report): number {
  if (count(cells, 'failed') > 0) return 1
  return count(cells, 'error') > 0 ? 2 : 0
}

async function verification(given: Given, world: World): Promise<Report> {
  const { env, fetch, wait, interrupt } = world
  const states = statesUrl(given)
  const { release, ...credentials } = credentialsIn(env)
  const target = {
    baseUrl: providerUrl(given, env),
    existing: existing(given),
    credentials,
    ...(states !== undefined && { statesUrl: states }),
  }
  const filters = filtersOf(given)
  const progress = startProgress(world)
  const { onProgress, onWait } = progress
  try {
    const signal = interrupt
    return await verifyProvider({ target, filters, fetch, env, signal, wait, onProgress, onWait })
  } finally {
    progress.end()
    // A token that cannot be revoked expires by itself.
    if (!interrupt.aborted) await release().catch(() => undefined)
  }
}

export const verify: Command = {
  name: 'verify',
  about: 'Verifies a provider against the pact.',
  flags: verifyFlags,
  help: verifyHelp,
  async run(given, world) {
    const publish = await publication(given, world)
    const report = await verification(given, world)
    await writeReports(report, given, world)
    assertNotEmpty(report)
    await publish?.(report)
    return exitCodeOf(report)
  },
}
