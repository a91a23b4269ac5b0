import type { Store } from '../store.ts'
import { toResource } from './resource-rows.ts'
import {
  deleteCluster,
  deleteResource,
  keyArgs,
  keyCondition,
  scopeArgs,
  scopeCondition,
  upsertResource,
  upsertSchedule,
} from './resource-statements.ts'
import { changesRow, deleteUnused, readRow, readRows } from './run-statements.ts'
import type { SqlDatabase } from './sql-database.ts'

/** The methods of a {@link Store} for resources other than credentials and export buckets. */
export type ResourceStore = Pick<
  Store,
  | 'resource'
  | 'resources'
  | 'saveResource'
  | 'replaceResource'
  | 'deleteResource'
  | 'deleteRole'
  | 'saveSchedule'
  | 'deleteCluster'
>

/** Creates the methods for resources over a migrated database. */
export function resourceStore(database: SqlDatabase): ResourceStore {
  return {
    async resource(key) {
      const sql = `SELECT body FROM resource WHERE ${keyCondition}`
      const row = await readRow(database, sql, keyArgs(key))
      return row && toResource(key.kind, row)
    },
    async resources(scope) {
      const sql = `SELECT body FROM resource WHERE ${scopeCondition} ORDER BY id`
      const rows = await readRows(database, sql, scopeArgs(scope))
      return rows.map((row) => toResource(scope.kind, row))
    },
    saveResource: (key, resource, lock) =>
      changesRow(database, upsertResource(key, resource, lock)),
    replaceResource: (key, resource) =>
      changesRow(database, {
        sql: `UPDATE resource SET body = ?5 WHERE ${keyCondition}`,
        args: [...keyArgs(key), JSON.stringify(resource)],
      }),
    deleteResource: (key) => changesRow(database, deleteResource(key)),
    deleteRole: (groupId, id) =>
      deleteUnused(database, {
        row: `resource WHERE ${keyCondition}`,
        uses: 'export_bucket INDEXED BY export_bucket_by_role WHERE group_id = ?1 AND role_id = ?4',
        args: keyArgs({ kind: 'role', groupId, id }),
      }),
    saveSchedule: (groupId, clusterName, schedule, previous) =>
      changesRow(database, ...upsertSchedule(groupId, clusterName, schedule, previous)),
    deleteCluster: (groupId, name) => changesRow(database, ...deleteCluster(groupId, name)),
  }
}
