/**
 * Verifies a provider of the snapshot export API against the pact of this package.
 *
 * @module
 */

import type { VerifyOptions } from './options.ts'
import { applyFilters, interactionsInPact } from './plan.ts'
import type { Report } from './report.ts'
import { verifyCells } from './verify-cells.ts'

export { UnreachableError } from './limit-response.ts'
export type {
  ExistingCluster,
  ExistingResources,
  Filters,
  ProviderCredentials,
  Target,
  VerifyOptions,
} from './options.ts'
export type {
  CellReport,
  CellRequest,
  CellResponse,
  Difference,
  Outcome,
  Report,
} from './report.ts'

/**
 * Sends the requests of the pact to a provider in sequence, and lets Pact compare the responses.
 *
 * With `target.statesUrl` every request is sent, in the provider state that it needs: resources are created, changed
 * and deleted. Without it only GET is sent, for existing resources.
 *
 * @throws UnreachableError when the provider, or the URL that sets its states, does not respond at all
 *
 * @example
 * ```ts
 * const { cells } = await verifyProvider({
 *   target: {
 *     baseUrl: 'https://cloud.mongodb.com',
 *     existing: { groupId, buckets: { AWS: exportBucketId } },
 *     credentials: { account: serviceAccount({ clientId, clientSecret }) },
 *   },
 * })
 * const failed = cells.filter(({ outcome }) => outcome === 'failed')
 * ```
 */
export async function verifyProvider(options: VerifyOptions): Promise<Report> {
  const { filters = {}, ...cellOptions } = options
  return verifyCells(applyFilters(interactionsInPact(), filters), cellOptions)
}
