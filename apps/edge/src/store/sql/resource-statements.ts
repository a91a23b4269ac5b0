import type { ClusterName, GroupId } from '@export-buckets/core'
import {
  autoExportBucketId,
  defaultSimulation,
  type ResourceKey,
  type ResourceKind,
  type ResourceLock,
  type ResourceScope,
  type Resources,
  type Simulation,
  type StoredSchedule,
  scheduleKey,
  simulationKey,
} from '../resources.ts'
import type { SqlStatement } from './sql-database.ts'

/** The condition for the resources of a scope. {@link scopeArgs} has its values. */
export const scopeCondition = 'group_id = ?1 AND kind = ?2 AND cluster_name = ?3'

/** The condition for one resource. {@link keyArgs} has its values. */
export const keyCondition: string = `${scopeCondition} AND id = ?4`

/** Returns the values of {@link scopeCondition}. */
export const scopeArgs = ({
  groupId,
  kind,
  clusterName,
}: ResourceScope<ResourceKind>): string[] => [groupId, kind, clusterName ?? '']

/** Returns the values of {@link keyCondition}. */
export const keyArgs = (key: ResourceKey<ResourceKind>): string[] => [...scopeArgs(key), key.id]

const columns = 'group_id, kind, cluster_name, id, body'
const newRow = `resource (${columns}) VALUES (?1, ?2, ?3, ?4, ?5)`

/** The condition that a new row belongs to no cluster, or to one that exists. */
const clusterCondition = `(?3 = '' OR EXISTS (
  SELECT 1 FROM resource WHERE group_id = ?1 AND kind = 'cluster' AND cluster_name = '' AND id = ?3))`

const upsertRow = `INSERT OR REPLACE INTO resource (${columns}) SELECT ?1, ?2, ?3, ?4, ?5 WHERE ${clusterCondition}`

/** Adds or replaces a resource, if its cluster exists and no other resource with the lock is in progress. */
export function upsertResource<Kind extends ResourceKind>(
  key: ResourceKey<Kind>,
  resource: Resources[Kind],
  lock?: ResourceLock,
): SqlStatement {
  const args = [...keyArgs(key), JSON.stringify(resource)]
  if (lock === undefined) return { sql: upsertRow, args }
  return {
    sql: `INSERT OR REPLACE INTO resource (${columns}, lock_name, locked_until) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
      WHERE ${clusterCondition} AND NOT EXISTS (SELECT 1 FROM resource WHERE ${scopeCondition} AND id <> ?4 AND lock_name = ?6 AND locked_until > ?8)`,
    args: [...args, lock.name, lock.until, lock.now],
  }
}

/** Adds a resource unless it exists. */
export function insertResource<Kind extends ResourceKind>(
  key: ResourceKey<Kind>,
  resource: Resources[Kind],
): SqlStatement {
  return {
    sql: `INSERT INTO ${newRow} ON CONFLICT DO NOTHING`,
    args: [...keyArgs(key), JSON.stringify(resource)],
  }
}

/** Deletes a resource. */
export function deleteResource(key: ResourceKey<ResourceKind>): SqlStatement {
  return { sql: `DELETE FROM resource WHERE ${keyCondition}`, args: keyArgs(key) }
}

/**
 * Saves the schedule of a cluster, and marks its bucket as in use. Changes nothing when the cluster or the bucket does not
 * exist, or when the stored schedule is not the previous one. The first statement saves the schedule.
 */
export function upsertSchedule(
  groupId: GroupId,
  clusterName: ClusterName,
  schedule: StoredSchedule,
  previous: StoredSchedule | undefined,
): SqlStatement[] {
  const row = [...keyArgs(scheduleKey(groupId, clusterName)), JSON.stringify(schedule)]
  const previousBody = previous === undefined ? '' : JSON.stringify(previous)
  const exportBucketId = autoExportBucketId(schedule) ?? ''
  const isSaved = `EXISTS (SELECT 1 FROM resource WHERE ${keyCondition} AND body = ?5)`
  return [
    {
      sql: `${upsertRow}
        AND coalesce((SELECT body FROM resource WHERE ${keyCondition}), '') = ?6
        AND (?7 = '' OR EXISTS (SELECT 1 FROM export_bucket WHERE group_id = ?1 AND id = ?7))`,
      args: [...row, previousBody, exportBucketId],
    },
    {
      sql: `DELETE FROM export_bucket_use WHERE group_id = ?1 AND cluster_name = ?3 AND ${isSaved}`,
      args: row,
    },
    {
      sql: `INSERT INTO export_bucket_use (group_id, export_bucket_id, cluster_name) SELECT ?1, ?6, ?3 WHERE ?6 <> '' AND ${isSaved}`,
      args: [...row, exportBucketId],
    },
  ]
}

function deleteUses(groupId: GroupId, clusterName: ClusterName): SqlStatement {
  return {
    sql: 'DELETE FROM export_bucket_use WHERE group_id = ?1 AND cluster_name = ?2',
    args: [groupId, clusterName],
  }
}

/** Deletes a cluster with its resources. The first statement deletes the cluster itself. */
export function deleteCluster(groupId: GroupId, name: ClusterName): SqlStatement[] {
  return [
    deleteResource({ kind: 'cluster', groupId, id: name }),
    {
      sql: 'DELETE FROM resource WHERE group_id = ?1 AND cluster_name = ?2',
      args: [groupId, name],
    },
    deleteUses(groupId, name),
  ]
}

/** Changes some settings of a project's simulation. A project without one gets the default simulation with the changes. */
export function mergeSimulation(groupId: GroupId, changes: Partial<Simulation>): SqlStatement {
  return {
    sql: `INSERT INTO ${newRow} ON CONFLICT DO UPDATE SET body = json_patch(body, ?6)`,
    args: [
      ...keyArgs(simulationKey(groupId)),
      JSON.stringify({ ...defaultSimulation, ...changes }),
      JSON.stringify(changes),
    ],
  }
}
