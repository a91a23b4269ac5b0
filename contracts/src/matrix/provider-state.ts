import type { CloudProvider } from '@export-buckets/core'
import type { JobState } from './examples/export-jobs.ts'
import type { SnapshotStatus } from './examples/snapshots.ts'
import { clusterName, groupId } from './ids.ts'

/** A cluster of the project. */
export interface ClusterParameters {
  readonly groupId: string
  readonly clusterName: string
  readonly clusterType: 'REPLICASET' | 'SHARDED'
}

/** The provider states and their parameters, by name. Each interaction starts with a project. */
export interface ProviderStates {
  /** A project in which the caller has the roles. It has one export bucket of the provider, with its authorized role. */
  'a project with an export bucket': {
    readonly groupId: string
    readonly cloudProvider: CloudProvider
    readonly roles: string[]
  }
  /** A project in which the caller has the roles. It has one cloud provider access role, which nothing uses. */
  'a project with a cloud provider access role': {
    readonly groupId: string
    readonly cloudProvider: CloudProvider
    readonly roles: string[]
    readonly status: 'authorized' | 'not authorized'
  }
  /** A cluster without snapshots. */
  'a cluster': ClusterParameters & { readonly backupEnabled: boolean }
  /** A cluster with one snapshot. */
  'a cluster with a snapshot': ClusterParameters & {
    readonly status: SnapshotStatus
    readonly snapshotType: 'onDemand' | 'fallback'
  }
  /** A cluster with a completed snapshot, and one job that exports it to the bucket of the project. */
  'a cluster with an export job': ClusterParameters & {
    readonly cloudProvider: CloudProvider
    readonly state: JobState
  }
  /** A cluster with a backup schedule that has no auto export. */
  'a cluster with a backup schedule': ClusterParameters
  /** A cluster whose backup schedule exports to the bucket of the project. */
  'a cluster exports to the bucket': ClusterParameters & { readonly cloudProvider: CloudProvider }
  /** The caller's credentials are limited to these operations of the project. */
  'the credentials are limited to the operations': { readonly operations: string[] }
  /** The role that the request names, as Atlas knows it. */
  'the role of the request is': {
    readonly groupId: string
    readonly cloudProvider: CloudProvider
    readonly status: 'unknown' | 'not authorized' | 'propagating'
  }
  /** The provider's clock, ISO 8601. */
  'the time is': { readonly now: string }
  /** The caller has no requests left. */
  'the rate limit is used up': Readonly<Record<string, never>>
  /** The storage can neither read nor write resources: it is temporarily unavailable, or has an unexpected error. */
  'the storage fails': { readonly cause: 'unavailable' | 'unexpected error' }
}

/** The name of a provider state. */
export type StateName = keyof ProviderStates

/** A provider state and its parameters. */
export type ProviderState = {
  [Name in StateName]: {
    readonly name: Name
    readonly parameters: ProviderStates[Name]
  }
}[StateName]

/** Creates a provider state. */
export function createProviderState<Name extends StateName>(
  name: Name,
  parameters: ProviderStates[Name],
): { readonly name: Name; readonly parameters: ProviderStates[Name] } {
  return { name, parameters }
}

/** Creates states of a request for a cloud provider. */
export type CreateStates = (provider: CloudProvider) => readonly ProviderState[]

/** Returns the parameters of the example cluster. */
export const cluster = (
  clusterType: ClusterParameters['clusterType'] = 'REPLICASET',
): ClusterParameters => ({ groupId, clusterName, clusterType })
