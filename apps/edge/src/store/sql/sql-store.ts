import type { CredentialKind, ServiceAccount, Store } from '../store.ts'
import { cachedStore } from './cached-store.ts'
import { textColumn, toBucket, toCredential } from './rows.ts'
import type { Row, SqlDatabase, SqlStatement } from './sql-database.ts'
import {
  deleteCredential,
  selectByProviders,
  upsertApiKey,
  upsertServiceAccount,
} from './statements.ts'

const credentialColumns = 'kind, id, proof, grants, access_list'
const selectCredential = `SELECT ${credentialColumns} FROM credential WHERE kind = ?1 AND id = ?2`

function toServiceAccount(row: Row | undefined): ServiceAccount | undefined {
  return (
    row && {
      clientId: textColumn(row, 'id'),
      secretHash: textColumn(row, 'proof'),
      ...toCredential(row),
    }
  )
}

function toKind(row: Row): CredentialKind {
  return textColumn(row, 'kind') === 'api key' ? 'api key' : 'service account'
}

function createStore(database: SqlDatabase): Store {
  const write = async (...statements: SqlStatement[]) => void (await database.write(statements))
  const readRows = async (sql: string, args: SqlStatement['args']) => {
    const [result] = await database.read([{ sql, args }])
    return result?.rows ?? []
  }
  const readRow = async (sql: string, args: SqlStatement['args']) => (await readRows(sql, args))[0]
  const changesRow = async (statement: SqlStatement) => {
    const [result] = await database.write([statement])
    return (result?.changes ?? 0) > 0
  }
  const readCredential = (kind: CredentialKind, id: string) => readRow(selectCredential, [kind, id])

  return {
    async serviceAccount(clientId) {
      return toServiceAccount(await readCredential('service account', clientId))
    },
    async apiKey(publicKey) {
      const row = await readCredential('api key', publicKey)
      return row && { publicKey, ha1: textColumn(row, 'proof'), ...toCredential(row) }
    },
    async serviceAccountForToken(clientId, tokenId) {
      // A single statement, because every request with a token needs it.
      const sql = `${selectCredential} AND NOT EXISTS (SELECT 1 FROM revoked_token WHERE token_id = ?3)`
      return toServiceAccount(await readRow(sql, ['service account', clientId, tokenId]))
    },
    revokeToken: (tokenId, expiresAt) =>
      write(
        // Kept for one more day, because the clock of the database may be ahead of the node's, which decides the expiry.
        { sql: 'DELETE FROM revoked_token WHERE expires_at < unixepoch() - 86400', args: [] },
        {
          sql: 'INSERT OR IGNORE INTO revoked_token (token_id, expires_at) VALUES (?1, ?2)',
          args: [tokenId, expiresAt],
        },
      ),
    async exportBucket(groupId, id) {
      const sql = 'SELECT body FROM export_bucket WHERE group_id = ?1 AND id = ?2'
      const statement = { sql, args: [groupId, id] }
      const [replicaResult] = (await database.readReplica?.([statement])) ?? []
      // A replica may lack the newest buckets, so the primary decides whether a bucket exists.
      const row = replicaResult?.rows[0] ?? (await readRow(sql, statement.args))
      return row && toBucket(row)
    },
    async exportBuckets(groupId, { providers, offset, limit }) {
      const ids = selectByProviders('id', providers)
      const bucketRows = await readRows(
        `SELECT body FROM export_bucket WHERE group_id = ?1 AND id IN (${ids} ORDER BY id LIMIT ?2 OFFSET ?3) ORDER BY id`,
        [groupId, limit, offset],
      )
      return bucketRows.map(toBucket)
    },
    async countExportBuckets(groupId, providers) {
      const row = await readRow(selectByProviders('count(*) AS buckets', providers), [groupId])
      return Number(row?.['buckets'])
    },
    replaceExportBucket: (groupId, bucket) =>
      changesRow({
        sql: 'UPDATE export_bucket SET body = ?1 WHERE group_id = ?2 AND id = ?3',
        args: [JSON.stringify(bucket), groupId, bucket._id],
      }),
    async deleteExportBucket(groupId, id) {
      const args = [groupId, id]
      const useQuery =
        'SELECT 1 FROM export_bucket_use WHERE group_id = ?1 AND export_bucket_id = ?2'
      const [uses, deleted] = await database.write([
        { sql: useQuery, args },
        {
          sql: `DELETE FROM export_bucket WHERE group_id = ?1 AND id = ?2 AND NOT EXISTS (${useQuery})`,
          args,
        },
      ])
      if (deleted?.changes) return 'deleted'
      return uses?.rows.length ? 'in use' : 'absent'
    },
    saveServiceAccount: (account) => write(upsertServiceAccount(account)),
    saveApiKey: (key) => write(upsertApiKey(key)),
    saveExportBucket: (groupId, bucket) =>
      write({
        sql: 'INSERT OR REPLACE INTO export_bucket (group_id, id, body) VALUES (?1, ?2, ?3)',
        args: [groupId, bucket._id, JSON.stringify(bucket)],
      }),
    saveExportBucketUse: (groupId, id, clusterName) =>
      write({
        sql: 'INSERT OR IGNORE INTO export_bucket_use VALUES (?1, ?2, ?3)',
        args: [groupId, id, clusterName],
      }),
    async credentials() {
      const all = await readRows(
        `SELECT ${credentialColumns} FROM credential ORDER BY kind, id`,
        [],
      )
      return all.map((row) => ({
        kind: toKind(row),
        id: textColumn(row, 'id'),
        ...toCredential(row),
      }))
    },
    deleteCredential: (kind, id) => changesRow(deleteCredential(kind, id)),
    ready: async () => void (await readRow('SELECT 1 FROM credential LIMIT 1', [])),
  }
}

/** Creates a {@link Store} over a migrated database. */
export function sqlStore(database: SqlDatabase): Store {
  const store = createStore(database)
  return database.version === undefined ? store : cachedStore(store, database.version)
}
