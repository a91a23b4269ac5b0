import { type CloudProvider, cloudProviders } from '@export-buckets/core'
import type { Client, InStatement, InValue } from '@libsql/client'
import { guard } from './availability.ts'
import { bucketIn, projectRoles, text } from './rows.ts'
import type { ProjectRoles, Store } from './store.ts'

/** Reads from the narrow index: of all providers the one in the order of ids, else the one that is ordered by provider first. */
function ofProviders(columns: string, providers: readonly CloudProvider[]): string {
  if (cloudProviders.every((each) => providers.includes(each))) {
    return `SELECT ${columns} FROM export_bucket INDEXED BY export_bucket_order WHERE group_id = ?1`
  }
  const names = cloudProviders.filter((each) => providers.includes(each)).map((each) => `'${each}'`)
  return `SELECT ${columns} FROM export_bucket WHERE group_id = ?1 AND cloud_provider IN (${names.join(', ')})`
}

function roleStatements(holder: string, held: readonly ProjectRoles[]): InStatement[] {
  const inserts = held.flatMap(({ groupId, roles }) =>
    roles.map((role) => ({
      sql: 'INSERT INTO project_role (holder, group_id, role) VALUES (?, ?, ?)',
      args: [holder, groupId, role],
    })),
  )
  return [{ sql: 'DELETE FROM project_role WHERE holder = ?', args: [holder] }, ...inserts]
}

/**
 * Makes a {@link Store} over libSQL: an embedded file (`file:…`) or a remote cluster. The database must be migrated.
 * Every write is one transaction.
 *
 * @param client - of `@libsql/client`; whoever made it closes it
 */
export function libsqlStore(client: Client): Store {
  const guarded = guard(client)
  const write = (statements: InStatement[]) =>
    guarded(async () => void (await client.batch(statements, 'write')))
  const query = (sql: string, args: InValue[]) => guarded(() => client.execute({ sql, args }))
  const first = async (sql: string, args: string[]) => (await query(sql, args)).rows[0]

  /** A credential and its holder's roles, in one round trip. */
  async function credential(sql: string, holder: string) {
    const roles = 'SELECT group_id, role FROM project_role WHERE holder = ?'
    const [found, held] = await guarded(() =>
      client.batch(
        [
          { sql, args: [holder] },
          { sql: roles, args: [holder] },
        ],
        'read',
      ),
    )
    const row = found?.rows[0]
    return row && { row, projectRoles: projectRoles(held?.rows ?? []) }
  }

  return {
    async serviceAccount(clientId) {
      const found = await credential(
        'SELECT secret_hash FROM service_account WHERE client_id = ?',
        clientId,
      )
      return (
        found && {
          clientId,
          secretHash: text(found.row, 'secret_hash'),
          projectRoles: found.projectRoles,
        }
      )
    },
    async apiKey(publicKey) {
      const found = await credential('SELECT ha1 FROM api_key WHERE public_key = ?', publicKey)
      return (
        found && {
          publicKey,
          ha1: text(found.row, 'ha1'),
          projectRoles: found.projectRoles,
        }
      )
    },
    async isRevoked(tokenId) {
      const row = await first('SELECT 1 FROM revoked_token WHERE token_id = ?', [tokenId])
      return row !== undefined
    },
    revoke: (tokenId, expiresAt) =>
      write([
        'DELETE FROM revoked_token WHERE expires_at < unixepoch()',
        {
          sql: 'INSERT OR IGNORE INTO revoked_token (token_id, expires_at) VALUES (?, ?)',
          args: [tokenId, expiresAt],
        },
      ]),
    async exportBucket(groupId, id) {
      const row = await first('SELECT body FROM export_bucket WHERE group_id = ? AND id = ?', [
        groupId,
        id,
      ])
      return row && bucketIn(row)
    },
    async exportBuckets(groupId, { providers, offset, limit }) {
      const ids = ofProviders('id', providers)
      const { rows } = await query(
        `SELECT body FROM export_bucket WHERE group_id = ?1 AND id IN (${ids} ORDER BY id LIMIT ?2 OFFSET ?3) ORDER BY id`,
        [groupId, limit, offset],
      )
      return rows.map(bucketIn)
    },
    async countExportBuckets(groupId, providers) {
      const { rows } = await query(ofProviders('count(*) AS buckets', providers), [groupId])
      return Number(rows[0]?.['buckets'])
    },
    async replaceExportBucket(groupId, bucket) {
      const { rowsAffected } = await query(
        'UPDATE export_bucket SET body = ? WHERE group_id = ? AND id = ?',
        [JSON.stringify(bucket), groupId, bucket._id],
      )
      return rowsAffected > 0
    },
    async deleteExportBucket(groupId, id) {
      const args = [groupId, id]
      const used = 'SELECT 1 FROM export_bucket_use WHERE group_id = ?1 AND export_bucket_id = ?2'
      const [uses, deleted] = await guarded(() =>
        client.batch(
          [
            { sql: used, args },
            {
              sql: `DELETE FROM export_bucket WHERE group_id = ?1 AND id = ?2 AND NOT EXISTS (${used})`,
              args,
            },
          ],
          'write',
        ),
      )
      if (deleted?.rowsAffected) return 'deleted'
      return uses?.rows.length ? 'in use' : 'absent'
    },
    saveServiceAccount: ({ clientId, secretHash, projectRoles }) =>
      write([
        {
          sql: 'INSERT OR REPLACE INTO service_account (client_id, secret_hash) VALUES (?, ?)',
          args: [clientId, secretHash],
        },
        ...roleStatements(clientId, projectRoles),
      ]),
    saveApiKey: ({ publicKey, ha1, projectRoles }) =>
      write([
        {
          sql: 'INSERT OR REPLACE INTO api_key (public_key, ha1) VALUES (?, ?)',
          args: [publicKey, ha1],
        },
        ...roleStatements(publicKey, projectRoles),
      ]),
    saveExportBucket: (groupId, bucket) =>
      write([
        {
          sql: 'INSERT OR REPLACE INTO export_bucket (group_id, id, body) VALUES (?, ?, ?)',
          args: [groupId, bucket._id, JSON.stringify(bucket)],
        },
      ]),
    saveExportBucketUse: (groupId, id, clusterName) =>
      write([
        {
          sql: 'INSERT OR IGNORE INTO export_bucket_use VALUES (?, ?, ?)',
          args: [groupId, id, clusterName],
        },
      ]),
  }
}
