import type { CredentialKind, ServiceAccount, Store } from '../store.ts'
import { cachedStore } from './cached-store.ts'
import { type ExportBucketStore, exportBucketStore } from './export-buckets.ts'
import { type ResourceStore, resourceStore } from './resources.ts'
import { textColumn, toCredential } from './rows.ts'
import { changesRow, readRow, readRows } from './run-statements.ts'
import type { Row, SqlDatabase, SqlStatement } from './sql-database.ts'
import { deleteCredential, upsertApiKey, upsertServiceAccount } from './statements.ts'

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

function credentialStore(
  database: SqlDatabase,
): Omit<Store, keyof ExportBucketStore | keyof ResourceStore> {
  const write = async (...statements: SqlStatement[]) => void (await database.write(statements))
  const readCredential = (kind: CredentialKind, id: string) =>
    readRow(database, selectCredential, [kind, id])

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
      return toServiceAccount(await readRow(database, sql, ['service account', clientId, tokenId]))
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
    saveServiceAccount: (account) => write(upsertServiceAccount(account)),
    saveApiKey: (key) => write(upsertApiKey(key)),
    async credentials() {
      const sql = `SELECT ${credentialColumns} FROM credential ORDER BY kind, id`
      return (await readRows(database, sql, [])).map((row) => ({
        kind: toKind(row),
        id: textColumn(row, 'id'),
        ...toCredential(row),
      }))
    },
    deleteCredential: (kind, id) => changesRow(database, deleteCredential(kind, id)),
    ready: async () => void (await readRow(database, 'SELECT 1 FROM credential LIMIT 1', [])),
  }
}

/** Creates a {@link Store} over a migrated database. */
export function sqlStore(database: SqlDatabase): Store {
  const store = {
    ...credentialStore(database),
    ...exportBucketStore(database),
    ...resourceStore(database),
  }
  return database.version === undefined ? store : cachedStore(store, database.version)
}
