import { isDeepStrictEqual } from 'node:util'
import { isJsonObject, valueAt } from '../drift/json-object.ts'
import { committedPact, consumer, provider } from '../matrix/pact-file.ts'
import { programVersion } from '../verify/program-version.ts'
import type { Report } from '../verify/report.ts'
import type { HalClient } from './hal.ts'

/** The provider whose verification is published. */
export interface ProviderVersion {
  readonly version: string
  readonly branch?: string
  /** Where CI verified it. */
  readonly buildUrl?: string
}

/** The pact in a broker that results belong to. */
export interface BrokerPact {
  /** Where results are sent. */
  readonly resultsUrl: string
  /** What the broker calls an interaction, by its description. */
  readonly ids: ReadonlyMap<string, string>
}

function linkOf(pact: unknown, relation: string): string {
  const href = valueAt(valueAt(valueAt(pact, '_links'), relation), 'href')
  if (typeof href === 'string') return href
  throw new Error(`the Pact Broker: its pact has no link ${relation}`)
}

/** The path of the pact that was published last. */
const latest = `/pacts/provider/${provider}/consumer/${consumer}/latest`

/**
 * Finds the pact that results belong to.
 *
 * @param pactUrl Its URL, such as a webhook of the broker gives; default: the one that was published last
 * @throws when its interactions are others than those of this package: what was not verified must not be published
 */
export async function findPact(
  hal: HalClient,
  baseUrl: string,
  pactUrl: string = baseUrl + latest,
): Promise<BrokerPact> {
  const pact = await hal.ask('GET', pactUrl)
  const listed = valueAt(pact, 'interactions')
  if (!Array.isArray(listed)) throw new Error(`the Pact Broker: ${pactUrl} is no pact`)
  const ids = new Map<string, string>()
  const theirs = new Map<unknown, unknown>()
  for (const { _id: id, ...interaction } of listed.filter(isJsonObject)) {
    theirs.set(interaction['description'], interaction)
    if (typeof id === 'string') ids.set(String(interaction['description']), id)
  }
  const ours = new Map(committedPact().interactions.map((each) => [each.description, each]))
  if (!isDeepStrictEqual(theirs, ours))
    throw new Error(
      `the Pact Broker: ${pactUrl} is not the pact of version ${programVersion} of this program: use the version that has it, or publish this one`,
    )
  return { resultsUrl: linkOf(pact, 'pb:publish-verification-results'), ids }
}

/**
 * Publishes the result of a verification. Pact's verifier could do it too, but where it fails at that it says so in its log
 * alone.
 */
export async function publishResults(
  hal: HalClient,
  baseUrl: string,
  { resultsUrl, ids }: BrokerPact,
  { version, branch, buildUrl }: ProviderVersion,
  { cells }: Report,
): Promise<void> {
  const [name, number] = [provider, encodeURIComponent(version)]
  if (branch !== undefined) {
    const path = `/pacticipants/${name}/branches/${encodeURIComponent(branch)}/versions/${number}`
    await hal.ask('PUT', baseUrl + path, {})
  }
  await hal.ask('POST', resultsUrl, {
    success: cells.every(({ outcome }) => outcome === 'passed'),
    providerApplicationVersion: version,
    ...(buildUrl !== undefined && { buildUrl }),
    verifiedBy: { implementation: '@export-buckets/contracts', version: programVersion },
    testResults: cells.flatMap(({ description, outcome }) => {
      const interactionId = ids.get(description)
      return interactionId === undefined ? [] : [{ interactionId, success: outcome === 'passed' }]
    }),
  })
}
