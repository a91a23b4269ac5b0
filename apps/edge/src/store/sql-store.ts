import { cachedStore } from './cached-store.ts'
import { bucketIn, credentialIn, text } from './rows.ts'
import type { Row, SqlDatabase, SqlStatement } from './sql-database.ts'
import { dropCredential, ofProviders, putApiKey, putServiceAccount } from './statements.ts'
import type { CredentialKind, ServiceAccount, Store } from './store.ts'

const credentialColumns = 'kind, id, proof, grants, access_list'
const selectCredential = `SELECT ${credentialColumns} FROM credential WHERE kind = ?1 AND id = ?2`

function accountIn(row: Row | undefined): ServiceAccount | undefined {
  return row && { clientId: text(row, 'id'), secretHash: text(row, 'proof'), ...credentialIn(row) }
}

function kindOf(row: Row): CredentialKind {
  return text(row, 'kind') === 'api key' ? 'api key' : 'service account'
}

function createStore(database: SqlDatabase): Store {
  const write = async (...statements: SqlStatement[]) => void (await database.write(statements))
  const rows = async (sql: string, args: SqlStatement['args']) => {
    const [result] = await database.read([{ sql, args }])
    return result?.rows ?? []
  }
  const first = async (sql: string, args: SqlStatement['args']) => (await rows(sql, args))[0]
  const change = async (statement: SqlStatement) => {
    const [result] = await database.write([statement])
    return (result?.changes ?? 0) > 0
  }
  const credential = (kind: CredentialKind, id: string) => first(selectCredential, [kind, id])

  return {
    async serviceAccount(clientId) {
      return accountIn(await credential('service account', clientId))
    },
    async apiKey(publicKey) {
      const row = await credential('api key', publicKey)
      return row && { publicKey, ha1: text(row, 'proof'), ...credentialIn(row) }
    },
    async tokenHolder(clientId, tokenId) {
      // In one statement: every request by token asks this.
      const sql = `${selectCredential} AND NOT EXISTS (SELECT 1 FROM revoked_token WHERE token_id = ?3)`
      return accountIn(await first(sql, ['service account', clientId, tokenId]))
    },
    revoke: (tokenId, expiresAt) =>
      write(
        // A day late: the clock of the database may run ahead of the node's, by which a token expires.
        { sql: 'DELETE FROM revoked_token WHERE expires_at < unixepoch() - 86400', args: [] },
        {
          sql: 'INSERT OR IGNORE INTO revoked_token (token_id, expires_at) VALUES (?1, ?2)',
          args: [tokenId, expiresAt],
        },
      ),
    async exportBucket(groupId, id) {
      const sql = 'SELECT body FROM export_bucket WHERE group_id = ?1 AND id = ?2'
      const statement = { sql, args: [groupId, id] }
      const [nearby] = (await database.readNearby?.([statement])) ?? []
      // A replica that lags behind does not know the newest buckets: none is absent before the primary says so.
      const row = nearby?.rows[0] ?? (await first(sql, statement.args))
      return row && bucketIn(row)
    },
    async exportBuckets(groupId, { providers, offset, limit }) {
      const ids = ofProviders('id', providers)
      const found = await rows(
        `SELECT body FROM export_bucket WHERE group_id = ?1 AND id IN (${ids} ORDER BY id LIMIT ?2 OFFSET ?3) ORDER BY id`,
        [groupId, limit, offset],
      )
      return found.map(bucketIn)
    },
    async countExportBuckets(groupId, providers) {
      const row = await first(ofProviders('count(*) AS buckets', providers), [groupId])
      return Number(row?.['buckets'])
    },
    replaceExportBucket: (groupId, bucket) =>
      change({
        sql: 'UPDATE export_bucket SET body = ?1 WHERE group_id = ?2 AND id = ?3',
        args: [JSON.stringify(bucket), groupId, bucket._id],
      }),
    async deleteExportBucket(groupId, id) {
      const args = [groupId, id]
      const used = 'SELECT 1 FROM export_bucket_use WHERE group_id = ?1 AND export_bucket_id = ?2'
      const [uses, deleted] = await database.write([
        { sql: used, args },
        {
          sql: `DELETE FROM export_bucket WHERE group_id = ?1 AND id = ?2 AND NOT EXISTS (${used})`,
          args,
        },
      ])
      if (deleted?.changes) return 'deleted'
      return uses?.rows.length ? 'in use' : 'absent'
    },
    saveServiceAccount: (account) => write(putServiceAccount(account)),
    saveApiKey: (key) => write(putApiKey(key)),
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
      const all = await rows(`SELECT ${credentialColumns} FROM credential ORDER BY kind, id`, [])
      return all.map((row) => ({ kind: kindOf(row), id: text(row, 'id'), ...credentialIn(row) }))
    },
    deleteCredential: (kind, id) => change(dropCredential(kind, id)),
    ready: async () => void (await first('SELECT 1 FROM credential LIMIT 1', [])),
  }
}

/** Makes a {@link Store} over a database that speaks SQLite's SQL and is migrated. */
export function sqlStore(database: SqlDatabase): Store {
  const store = createStore(database)
  return database.version === undefined ? store : cachedStore(store, database.version)
}
