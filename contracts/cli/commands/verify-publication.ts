import type { Given } from '@export-buckets/command-line/arguments'
import { printable } from '@export-buckets/command-line/style'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { type Broker, brokerIn } from '../../broker/broker.ts'
import { HalClient } from '../../broker/hal.ts'
import { findPact, type ProviderVersion, publishResults } from '../../broker/publication.ts'
import type { Report } from '../../verify/report.ts'
import type { World } from '../world.ts'
import { filterFlags, publishFlags } from './verify-flags.ts'

/** Publishes a report. */
type Publish = (report: Report) => Promise<void>

/** A result stands for the whole pact, so nothing of it may have been left out. */
function assertWhole(given: Given): void {
  const filter = Object.values(filterFlags).find(({ name }) => given.isGiven(name))
  if (filter !== undefined)
    throw new UsageError(
      `--publish: only whole verifications are published; leave --${filter.name} out`,
    )
  if (given.text('states-url') === undefined)
    throw new UsageError('--publish: only whole verifications are published; give --states-url')
}

function providerVersionOf(given: Given): ProviderVersion {
  const [version, branch] = [given.text('provider-version'), given.text('provider-branch')]
  if (version === undefined)
    throw new UsageError('--provider-version: missing; --publish wants it, such as the commit')
  const buildUrl = given.text('build-url')
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
export async function publication(given: Given, world: World): Promise<Publish | undefined> {
  if (!given.isTrue('publish')) {
    const stray = publishFlags.find(({ name }) => given.isGiven(name))
    if (stray !== undefined) throw new UsageError(`--${stray.name} is for --publish`)
    return undefined
  }
  assertWhole(given)
  const version = providerVersionOf(given)
  const broker: Broker = brokerIn(world.env, given.isTrue('allow-http'))
  const hal = new HalClient(broker, world.fetch)
  const pact = await findPact(hal, broker.baseUrl, given.text('pact-url'))
  return async (report) => {
    assertComplete(report)
    await publishResults(hal, broker.baseUrl, pact, version, report)
    world.stdout.write(`Published to the Pact Broker as version ${printable(version.version)}.\n`)
  }
}
