import { type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import { escapeForTerminal } from '@export-buckets/cli-kit/terminal'
import { type BrokerConfig, HalClient, readBrokerConfig } from '../../broker/broker.ts'
import { findPact, type ProviderVersion, publishResults } from '../../broker/publish-results.ts'
import type { Report } from '../../verify/report.ts'
import type { CliContext } from '../command.ts'
import { filterFlags, publishFlags } from './flags.ts'

type PublishReport = (report: Report) => Promise<void>

/** Throws for a partial verification, because a broker takes a result for the whole pact. */
function assertUnfiltered(parsedArgs: ParsedArguments): void {
  const filter = Object.values(filterFlags).find(({ name }) => parsedArgs.has(name))
  if (filter !== undefined)
    throw new UsageError(`--publish requires a complete verification: remove --${filter.name}`)
  if (parsedArgs.value('states-url') === undefined)
    throw new UsageError('--publish requires a complete verification: pass --states-url')
}

function readProviderVersion(parsedArgs: ParsedArguments): ProviderVersion {
  const [version, branch] = [
    parsedArgs.value('provider-version'),
    parsedArgs.value('provider-branch'),
  ]
  if (version === undefined)
    throw new UsageError('--provider-version: missing; --publish requires it, such as the commit')
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
  throw new Error(
    `--publish: not published, because the verification is incomplete: ${description}: ${outcome}: ${reason}`,
  )
}

/**
 * Returns a function that publishes the report, or `undefined` without `--publish`. Requests the broker's pact first,
 * so that a problem there shows before the verification.
 *
 * @throws UsageError when the flags or the environment are invalid
 */
export async function preparePublication(
  parsedArgs: ParsedArguments,
  context: CliContext,
): Promise<PublishReport | undefined> {
  if (!parsedArgs.isTrue('publish')) {
    const unusedFlag = publishFlags.find(({ name }) => parsedArgs.has(name))
    if (unusedFlag !== undefined)
      throw new UsageError(`--${unusedFlag.name} is only valid with --publish`)
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
