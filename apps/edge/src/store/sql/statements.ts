import { type CloudProvider, cloudProviders } from '@export-buckets/core'
import type { ApiKey, CredentialKind, ServiceAccount } from '../store.ts'
import type { SqlStatement } from './sql-database.ts'

/** Returns a query that reads from an index only: ordered by id for all providers, else by provider and id. */
export function selectByProviders(columns: string, providers: readonly CloudProvider[]): string {
  const names = cloudProviders.filter((provider) => providers.includes(provider))
  return names.length === cloudProviders.length
    ? `SELECT ${columns} FROM export_bucket INDEXED BY export_bucket_order WHERE group_id = ?1`
    : `SELECT ${columns} FROM export_bucket WHERE group_id = ?1 AND cloud_provider IN ('${names.join("', '")}')`
}

function upsertCredential(
  kind: CredentialKind,
  id: string,
  secretHash: string,
  { grants, accessList = [] }: Pick<ServiceAccount, 'grants' | 'accessList'>,
): SqlStatement {
  return {
    sql: 'INSERT OR REPLACE INTO credential (kind, id, proof, grants, access_list) VALUES (?1, ?2, ?3, ?4, ?5)',
    args: [kind, id, secretHash, JSON.stringify(grants), JSON.stringify(accessList)],
  }
}

/** Adds a service account, or replaces the one with the same client id. */
export function upsertServiceAccount(account: ServiceAccount): SqlStatement {
  return upsertCredential('service account', account.clientId, account.secretHash, account)
}

/** Adds an API key, or replaces the one with the same public key. */
export function upsertApiKey(key: ApiKey): SqlStatement {
  return upsertCredential('api key', key.publicKey, key.ha1, key)
}

/** Replaces the secret of a credential and keeps its grants. */
export function updateSecretHash(
  kind: CredentialKind,
  id: string,
  secretHash: string,
): SqlStatement {
  const sql = 'UPDATE credential SET proof = ?3 WHERE kind = ?1 AND id = ?2'
  return { sql, args: [kind, id, secretHash] }
}

export function deleteCredential(kind: CredentialKind, id: string): SqlStatement {
  return { sql: 'DELETE FROM credential WHERE kind = ?1 AND id = ?2', args: [kind, id] }
}
