import {
  type ReplicaSetSnapshot,
  type ShardedClusterSnapshot,
  SnapshotId,
} from '@export-buckets/core'
import type { JsonObject } from '../../lib/json.ts'
import { snapshotId } from '../ids.ts'
import type { Example } from './example.ts'

/** The status of a snapshot that a provider state can create. */
export type SnapshotStatus = 'queued' | 'inProgress' | 'completed'

/** The snapshot that the provider states create, as it was requested. */
export const exampleSnapshot: Required<
  Pick<ReplicaSetSnapshot, 'id' | 'frequencyType' | 'description'>
> = {
  id: snapshotId,
  frequencyType: 'ondemand',
  description: 'before the migration',
}

/** The fields that follow from the request. */
const requestedFields = {
  ...exampleSnapshot,
  snapshotType: 'onDemand',
  copyRegions: [],
  expiresAt: '2026-12-23T23:00:00Z',
} satisfies Partial<ReplicaSetSnapshot>

/** The fields that appear while a snapshot is in progress. */
const lateFields = {
  mongodVersion: '8.0.12',
  cloudProvider: 'AWS',
  createdAt: '2026-11-23T23:00:00Z',
} satisfies Partial<ReplicaSetSnapshot>

const completedFields = { ...lateFields, storageSizeBytes: 40_960 }

/**
 * The fields that a snapshot has from the first response on. Recorded: `frequencyType` is `ondemand`, which MongoDB's document
 * lacks.
 */
const recordedFields = ['copyRegions', 'description', 'expiresAt', 'frequencyType']

const replicaSetFields = { type: 'replicaSet', replicaSetName: 'atlas-000001-shard-0' } as const

const replicaSetSnapshot = (status: SnapshotStatus): ReplicaSetSnapshot => ({
  ...requestedFields,
  ...replicaSetFields,
  status,
  ...(status === 'completed' && completedFields),
})

/** A snapshot of a replica set that was just taken. Recorded: it lacks the fields that appear later. */
export const queuedSnapshot: Example = {
  body: replicaSetSnapshot('queued'),
  recorded: [...recordedFields, 'replicaSetName'],
  absent: [...Object.keys(completedFields), 'links'],
}

/** A snapshot of a replica set in progress. The fields appear one after another, so none of them is pinned. */
export const snapshotInProgress: Example = {
  body: replicaSetSnapshot('inProgress'),
  recorded: [...recordedFields, 'replicaSetName'],
}

/** A completed snapshot of a replica set. */
export const completedSnapshot: Example = {
  body: replicaSetSnapshot('completed'),
  recorded: [...recordedFields, 'replicaSetName', ...Object.keys(completedFields)],
}

const shards = ['shard-0', 'shard-1', 'config-0'].map((name, index) => ({
  cloudProvider: 'AWS' as const,
  id: SnapshotId.parse(`c0000000000000000000001${index}`),
  replicaSetName: `atlas-000001-${name}`,
}))

// A snapshot of a sharded cluster names the cloud provider in its members.
const { cloudProvider: _, ...completedShardedFields } = completedFields

const shardedSnapshot = (status: SnapshotStatus): ShardedClusterSnapshot => ({
  ...requestedFields,
  type: 'shardedCluster',
  status,
  configServerType: 'DEDICATED',
  members: shards,
  snapshotIds: shards.map(({ id }) => id),
  ...(status === 'completed' && completedShardedFields),
})

/** A completed snapshot of a sharded cluster. */
export const completedShardedSnapshot: Example = {
  body: shardedSnapshot('completed'),
  recorded: [...recordedFields, 'members', 'snapshotIds', 'mongodVersion', 'createdAt'],
}

/** A snapshot of a sharded cluster that was just taken. */
export const queuedShardedSnapshot: Example = {
  body: shardedSnapshot('queued'),
  recorded: [...recordedFields, 'members', 'snapshotIds'],
  absent: Object.keys(completedShardedFields),
}

/** The request body that takes a snapshot. */
export const takeRequest: JsonObject = {
  description: exampleSnapshot.description,
  retentionInDays: 30,
}
