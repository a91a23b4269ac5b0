import { examples } from '../examples.gen.ts'
import type { Example } from './example.ts'

/** The status of a snapshot that a provider state can create. */
export type SnapshotStatus = 'queued' | 'inProgress' | 'completed'

/** A snapshot of a replica set that was just taken. Recorded: it lacks the fields that appear later. */
export const queuedSnapshot: Example = {
  body: examples.QueuedSnapshot,
  absent: ['mongodVersion', 'cloudProvider', 'createdAt', 'storageSizeBytes', 'links'],
}

/** A snapshot of a replica set in progress. The fields appear one after another, so none of them is pinned. */
export const snapshotInProgress: Example = { body: examples.SnapshotInProgress }

/** A completed snapshot of a replica set. Recorded: `frequencyType` is `ondemand`, which MongoDB's document lacks. */
export const completedSnapshot: Example = { body: examples.CompletedSnapshot }

/** A snapshot of a sharded cluster that was just taken. */
export const queuedShardedSnapshot: Example = {
  body: examples.QueuedShardedSnapshot,
  optional: ['configServerType'],
  absent: ['mongodVersion', 'createdAt', 'storageSizeBytes'],
}

/** A completed snapshot of a sharded cluster. */
export const completedShardedSnapshot: Example = {
  body: examples.CompletedShardedSnapshot,
  optional: ['configServerType', 'storageSizeBytes'],
}
