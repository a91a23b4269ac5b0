import type { AuthStrategy } from '@export-buckets/client'
import type { CloudProvider, ExportBucketId, GroupId } from '@export-buckets/core'

/** What a provider that cannot be brought into states has by itself. */
export interface ExistingResources {
  readonly groupId?: GroupId
  /** A bucket of the project for each cloud provider, as far as there is one. */
  readonly buckets: Readonly<Partial<Record<CloudProvider, ExportBucketId>>>
}

/** The credentials that there are; a cell that needs others is skipped. */
export interface ProviderCredentials {
  /** For the cells with Bearer: `serviceAccount()` of the client. */
  readonly account?: AuthStrategy
  /** For the cells with Digest: `apiKey()` of the client. */
  readonly key?: AuthStrategy
  /** What no report may say, besides what is sent: the halves of these credentials that are secret. */
  readonly secrets?: readonly string[]
}

/** Whom to verify, and how. */
export interface Target {
  /** Checked, without a trailing slash. */
  readonly baseUrl: string
  /** Where Pact's provider states are set; without it the provider is only read. */
  readonly statesUrl?: string
  readonly existing: ExistingResources
  readonly credentials: ProviderCredentials
}
