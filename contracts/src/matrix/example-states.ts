import { groupId } from './ids.ts'
import {
  type CreateStates,
  cluster,
  createProviderState,
  type ProviderStates,
} from './provider-state.ts'
import type { CreateProject } from './scenario.ts'

type RoleStatus = ProviderStates['a project with a cloud provider access role']['status']

/** Returns a function that creates a project with a role that nothing uses. */
export const projectWithRole =
  (status: RoleStatus): CreateProject =>
  (cloudProvider, roles) =>
    createProviderState('a project with a cloud provider access role', {
      groupId,
      cloudProvider,
      roles,
      status,
    })

type SnapshotParameters = ProviderStates['a cluster with a snapshot']

/** Returns a function that creates a cluster with a snapshot. */
export const withSnapshot =
  (
    status: SnapshotParameters['status'],
    clusterType: SnapshotParameters['clusterType'] = 'REPLICASET',
    snapshotType: SnapshotParameters['snapshotType'] = 'onDemand',
  ): CreateStates =>
  () => [
    createProviderState('a cluster with a snapshot', {
      ...cluster(clusterType),
      status,
      snapshotType,
    }),
  ]

type JobParameters = ProviderStates['a cluster with an export job']

/** Returns a function that creates a cluster with a job that exports a snapshot to the bucket. */
export const withJob =
  (
    state: JobParameters['state'],
    clusterType: JobParameters['clusterType'] = 'REPLICASET',
  ): CreateStates =>
  (cloudProvider) => [
    createProviderState('a cluster with an export job', {
      ...cluster(clusterType),
      cloudProvider,
      state,
    }),
  ]

/** Returns a function that creates a cluster without snapshots. */
export const withCluster =
  (clusterType: SnapshotParameters['clusterType'] = 'REPLICASET'): CreateStates =>
  () => [createProviderState('a cluster', { ...cluster(clusterType), backupEnabled: true })]

/** Creates a cluster whose backup schedule has no auto export. */
export const withSchedule: CreateStates = () => [
  createProviderState('a cluster with a backup schedule', cluster()),
]

/** Creates a cluster whose backup schedule exports to the bucket. */
export const withAutoExport: CreateStates = (cloudProvider) => [
  createProviderState('a cluster exports to the bucket', { ...cluster(), cloudProvider }),
]
