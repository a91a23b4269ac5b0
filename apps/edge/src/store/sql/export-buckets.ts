import { ExportBucketId } from '@export-buckets/core'
import { exportBucketRoleId } from '../resources.ts'
import type { Store } from '../store.ts'
import { textColumn, toBucket } from './rows.ts'
import { changesRow, deleteUnused, readRow, readRows } from './run-statements.ts'
import type { SqlDatabase } from './sql-database.ts'
import { selectByProviders } from './statements.ts'

/** The methods of a {@link Store} for export buckets. */
export type ExportBucketStore = Pick<
  Store,
  | 'exportBucket'
  | 'exportBuckets'
  | 'countExportBuckets'
  | 'exportBucketIdsByRole'
  | 'saveExportBucket'
  | 'createExportBucket'
  | 'replaceExportBucket'
  | 'deleteExportBucket'
>

/** Creates the methods for export buckets over a migrated database. */
export function exportBucketStore(database: SqlDatabase): ExportBucketStore {
  return {
    async exportBucket(groupId, id) {
      const sql = 'SELECT body FROM export_bucket WHERE group_id = ?1 AND id = ?2'
      const statement = { sql, args: [groupId, id] }
      const [replicaResult] = (await database.readReplica?.([statement])) ?? []
      // A replica may lack the newest buckets, so the primary decides whether a bucket exists.
      const row = replicaResult?.rows[0] ?? (await readRow(database, sql, statement.args))
      return row && toBucket(row)
    },
    async exportBuckets(groupId, { providers, offset, limit }) {
      const ids = selectByProviders('id', providers)
      const sql = `SELECT body FROM export_bucket WHERE group_id = ?1 AND id IN (${ids} ORDER BY id LIMIT ?2 OFFSET ?3) ORDER BY id`
      return (await readRows(database, sql, [groupId, limit, offset])).map(toBucket)
    },
    async countExportBuckets(groupId, providers) {
      const sql = selectByProviders('count(*) AS buckets', providers)
      return Number((await readRow(database, sql, [groupId]))?.['buckets'])
    },
    async exportBucketIdsByRole(groupId) {
      const sql = 'SELECT role_id, id FROM export_bucket WHERE group_id = ?1 ORDER BY role_id, id'
      const rows = await readRows(database, sql, [groupId])
      const rowsByRole = Map.groupBy(rows, (row) => textColumn(row, 'role_id'))
      const toId = (row: (typeof rows)[number]) => ExportBucketId.parse(textColumn(row, 'id'))
      return new Map([...rowsByRole].map(([roleId, uses]) => [roleId, uses.map(toId)]))
    },
    async saveExportBucket(groupId, bucket) {
      const sql = 'INSERT OR REPLACE INTO export_bucket (group_id, id, body) VALUES (?1, ?2, ?3)'
      await database.write([{ sql, args: [groupId, bucket._id, JSON.stringify(bucket)] }])
    },
    createExportBucket: (groupId, bucket) =>
      changesRow(database, {
        sql: `INSERT OR REPLACE INTO export_bucket (group_id, id, body) SELECT ?1, ?2, ?3
          WHERE EXISTS (SELECT 1 FROM resource WHERE group_id = ?1 AND kind = 'role' AND cluster_name = '' AND id = ?4)`,
        args: [groupId, bucket._id, JSON.stringify(bucket), exportBucketRoleId(bucket)],
      }),
    replaceExportBucket: (groupId, bucket) =>
      changesRow(database, {
        sql: 'UPDATE export_bucket SET body = ?1 WHERE group_id = ?2 AND id = ?3',
        args: [JSON.stringify(bucket), groupId, bucket._id],
      }),
    deleteExportBucket: (groupId, id) =>
      deleteUnused(database, {
        row: 'export_bucket WHERE group_id = ?1 AND id = ?2',
        uses: 'export_bucket_use WHERE group_id = ?1 AND export_bucket_id = ?2',
        args: [groupId, id],
      }),
  }
}
