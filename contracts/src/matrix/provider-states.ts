import type { CloudProvider } from '@export-buckets/core'

/** The provider states, by their names in the pact, with their parameters. */
export interface ProviderStates {
  /** A project in which the caller has the roles, with one export bucket of the provider. */
  'a project with an export bucket': {
    readonly groupId: string
    readonly cloudProvider: CloudProvider
    readonly roles: string[]
  }
  /** A cluster's backup schedule exports to the bucket by itself. */
  'a cluster exports to the bucket': {
    readonly groupId: string
    readonly cloudProvider: CloudProvider
    readonly clusterName: string
  }
  /** The caller's credentials are limited to these operations of the project. */
  'the credentials are limited to the operations': { readonly operations: string[] }
  /** Whether Atlas can use the role of the cloud provider that the request names. */
  'the role of the request is': { readonly status: 'unknown' | 'not authorized' }
  /** The provider's clock, ISO 8601. */
  'the time is': { readonly now: string }
  /** The caller has no request left. */
  'the rate limit is used up': Readonly<Record<string, never>>
  /** The storage can neither read nor write buckets: because it is away for now, or for a cause that nobody foresaw. */
  'the storage fails': { readonly because: 'it is away' | 'of a fault' }
}

/** A provider state and its parameters. */
export type ProviderState = {
  [Name in keyof ProviderStates]: {
    readonly name: Name
    readonly parameters: ProviderStates[Name]
  }
}[keyof ProviderStates]

/** Makes a provider state. */
export function createProviderState<Name extends keyof ProviderStates>(
  name: Name,
  parameters: ProviderStates[Name],
): { readonly name: Name; readonly parameters: ProviderStates[Name] } {
  return { name, parameters }
}
