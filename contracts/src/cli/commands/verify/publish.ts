import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { escapeForTerminal } from '@export-buckets/cli-kit/style'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { type BrokerConfig, readBrokerConfig } from '../../../broker/broker-config.ts'
import { HalClient } from '../../../broker/hal-client.ts'
import { findPact, type ProviderVersion, publishResults } from '../../../broker/publish-results.ts'
import type { Report } from '../../../verify/report.ts'
import type { CliContext } from '../../context.ts'
import { filterFlags, publishFlags } from './flags.ts'

/** Publishes a report. */
type PublishReport = (report: Report) => Promise<void>

/** A result stands for the whole pact, so nothing of it may have been left out. */
function assertUnfiltered(parsedArgs: ParsedArguments): void {
  const filter = Object.values(filterFlags).find(({ name }) => parsedArgs.has(name))
  if (filter !== undefined)
    throw new UsageError(
      `--publish: only whole verifications are published; leave --${filter.name} out`,
    )
  if (parsedArgs.value('states-url') === undefined)
    throw new UsageError('--publish: only whole verifications are published; give --states-url')
}

function readProviderVersion(parsedArgs: ParsedArguments): ProviderVersion {
  const [version, branch] = [
    parsedArgs.value('provider-version'),
    parsedArgs.value('provider-branch'),
  ]
  if (version === undefined)
    throw new UsageError('--provider-version: missing; --publish wants it, such as the commit')
  const buildUrl = parsedArgs.value('build-url')
  return {
    version,
    ...(branch !== undefined && { branch }),
    ...(buildUrl !== undefined && { buildUrl }),
  }
}

function assertComplete({ cells }: Report): void {
  const incomplete = cells.find(({ outcome }) => outcome === 'skipped' || outcome === 'error')
  if (incomplete === undefined) return
  const { description, outcome, reason } = incomplete
  throw new Error(`--publish: nothing is published: ${description}: ${outcome}: ${reason}`)
}

/**
 * How the report is published, `undefined` where it is not to be. Asks the broker for the pact first, so that whoever
 * cannot publish need not verify.
 *
 * @throws UsageError when the flags or the environment cannot be used as given
 */
export async function preparePublication(
  parsedArgs: ParsedArguments,
  context: CliContext,
): Promise<PublishReport | undefined> {
  if (!parsedArgs.isTrue('publish')) {
    const unusedFlag = publishFlags.find(({ name }) => parsedArgs.has(name))
    if (unusedFlag !== undefined) throw new UsageError(`--${unusedFlag.name} is for --publish`)
    return undefined
  }
  assertUnfiltered(parsedArgs)
  const version = readProviderVersion(parsedArgs)
  const broker: BrokerConfig = readBrokerConfig(context.env, parsedArgs.isTrue('allow-http'))
  const halClient = new HalClient(broker, context.fetch)
  const pact = await findPact(halClient, broker.baseUrl, parsedArgs.value('pact-url'))
  return async (report) => {
    assertComplete(report)
    await publishResults(halClient, broker.baseUrl, pact, version, report)
    context.stdout.write(
      `Published to the Pact Broker as version ${escapeForTerminal(version.version)}.\n`,
    )
  }
}
