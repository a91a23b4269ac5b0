import { type CloudProvider, cloudProviders } from '@export-buckets/core'
import type { SqlStatement } from './sql-database.ts'
import type { ApiKey, CredentialKind, ServiceAccount } from './store.ts'

/** Reads from the narrow index: of all providers the one in the order of ids, else the one that is ordered by provider first. */
export function ofProviders(columns: string, providers: readonly CloudProvider[]): string {
  const names = cloudProviders.filter((each) => providers.includes(each))
  return names.length === cloudProviders.length
    ? `SELECT ${columns} FROM export_bucket INDEXED BY export_bucket_order WHERE group_id = ?1`
    : `SELECT ${columns} FROM export_bucket WHERE group_id = ?1 AND cloud_provider IN ('${names.join("', '")}')`
}

function putCredential(
  kind: CredentialKind,
  id: string,
  proof: string,
  { grants, accessList = [] }: Pick<ServiceAccount, 'grants' | 'accessList'>,
): SqlStatement {
  return {
    sql: 'INSERT OR REPLACE INTO credential (kind, id, proof, grants, access_list) VALUES (?1, ?2, ?3, ?4, ?5)',
    args: [kind, id, proof, JSON.stringify(grants), JSON.stringify(accessList)],
  }
}

/** Adds a service account, or puts it in the place of the one with the same client id. */
export function putServiceAccount(account: ServiceAccount): SqlStatement {
  return putCredential('service account', account.clientId, account.secretHash, account)
}

/** Adds an API key, or puts it in the place of the one with the same public key. */
export function putApiKey(key: ApiKey): SqlStatement {
  return putCredential('api key', key.publicKey, key.ha1, key)
}

/** Puts a new proof in the place of the old one of a credential, and leaves what it may do. */
export function replaceProof(kind: CredentialKind, id: string, proof: string): SqlStatement {
  const sql = 'UPDATE credential SET proof = ?3 WHERE kind = ?1 AND id = ?2'
  return { sql, args: [kind, id, proof] }
}

/** Deletes a credential. */
export function dropCredential(kind: CredentialKind, id: string): SqlStatement {
  return { sql: 'DELETE FROM credential WHERE kind = ?1 AND id = ?2', args: [kind, id] }
}
