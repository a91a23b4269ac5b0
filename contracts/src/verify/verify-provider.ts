/**
 * Verifies a provider of the snapshot export bucket API against the pact of this package.
 *
 * @module
 */
import { applyFilters } from './filters.ts'
import { interactionsInPact } from './plan.ts'
import type { Report } from './report.ts'
import { verifyCells } from './verify-cells.ts'
import type { VerifyOptions } from './verify-options.ts'

export { UnreachableError } from './assert-reachable.ts'
export type { Filters } from './filters.ts'
export type {
  CellReport,
  CellRequest,
  CellResponse,
  Difference,
  Outcome,
  Report,
} from './report.ts'
export type { ExistingResources, ProviderCredentials, Target } from './target.ts'
export type { VerifyOptions } from './verify-options.ts'

/**
 * Sends the requests of the pact to a provider, one after another, and has Pact compare the responses.
 *
 * With `target.statesUrl` every request is sent, in the provider state that it needs: buckets are created, changed and
 * deleted. Without it nothing but GET is sent, for what there is already.
 *
 * @throws UnreachableError when the provider, or what sets its states, does not answer at all
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
