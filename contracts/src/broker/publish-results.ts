import { isDeepStrictEqual } from 'node:util'
import { isJsonObject, valueAt } from '../lib/json.ts'
import { packageVersion } from '../lib/package-version.ts'
import { committedPact, consumerName, providerName } from '../pact/pact-file.ts'
import type { Report } from '../verify/report.ts'
import type { HalClient } from './broker.ts'

/** The provider whose verification is published. */
export interface ProviderVersion {
  readonly version: string
  readonly branch?: string
  /** The URL of the CI build that verified it. */
  readonly buildUrl?: string
}

/** The pact of a broker that verification results belong to. */
export interface BrokerPact {
  /** The URL that results are posted to. */
  readonly resultsUrl: string
  /** The broker's ids of the interactions, by description. */
  readonly interactionIds: ReadonlyMap<string, string>
}

function requireLink(pact: unknown, relation: string): string {
  const href = valueAt(valueAt(valueAt(pact, '_links'), relation), 'href')
  if (typeof href === 'string') return href
  throw new Error(`the Pact Broker: its pact has no link ${relation}`)
}

/** The path of the most recently published pact. */
const latestPactPath = `/pacts/provider/${providerName}/consumer/${consumerName}/latest`

/**
 * Finds the pact that verification results belong to.
 *
 * @param pactUrl - the URL that a webhook of the broker passes. Default: the most recently published pact
 * @throws when its interactions differ from the pact of this package, because those were not verified
 */
export async function findPact(
  halClient: HalClient,
  baseUrl: string,
  pactUrl: string = baseUrl + latestPactPath,
): Promise<BrokerPact> {
  const pact = await halClient.request('GET', pactUrl)
  const interactions = valueAt(pact, 'interactions')
  if (!Array.isArray(interactions)) throw new Error(`the Pact Broker: ${pactUrl} is not a pact`)
  const interactionIds = new Map<string, string>()
  const brokerInteractions = new Map<unknown, unknown>()
  for (const { _id: id, ...interaction } of interactions.filter(isJsonObject)) {
    brokerInteractions.set(interaction['description'], interaction)
    if (typeof id === 'string') interactionIds.set(String(interaction['description']), id)
  }
  const localInteractions = new Map(
    committedPact().interactions.map((interaction) => [interaction.description, interaction]),
  )
  if (!isDeepStrictEqual(brokerInteractions, localInteractions))
    throw new Error(
      `the Pact Broker: ${pactUrl} is not the pact of version ${packageVersion} of this program: use the version that contains it, or publish the pact of this one`,
    )
  return { resultsUrl: requireLink(pact, 'pb:publish-verification-results'), interactionIds }
}

/** Publishes the result of a verification. Pact's verifier can publish too, but only logs its failures. */
export async function publishResults(
  halClient: HalClient,
  baseUrl: string,
  { resultsUrl, interactionIds }: BrokerPact,
  { version, branch, buildUrl }: ProviderVersion,
  { cells }: Report,
): Promise<void> {
  const [providerSegment, versionSegment] = [providerName, encodeURIComponent(version)]
  if (branch !== undefined) {
    const path = `/pacticipants/${providerSegment}/branches/${encodeURIComponent(branch)}/versions/${versionSegment}`
    await halClient.request('PUT', baseUrl + path, {})
  }
  await halClient.request('POST', resultsUrl, {
    success: cells.every(({ outcome }) => outcome === 'passed'),
    providerApplicationVersion: version,
    ...(buildUrl !== undefined && { buildUrl }),
    verifiedBy: { implementation: '@export-buckets/contracts', version: packageVersion },
    testResults: cells.flatMap(({ description, outcome }) => {
      const interactionId = interactionIds.get(description)
      return interactionId === undefined ? [] : [{ interactionId, success: outcome === 'passed' }]
    }),
  })
}
