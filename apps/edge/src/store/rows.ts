import { ExportBucket } from '@export-buckets/core'
import { parseAccessList, parseGrants } from './grant.ts'
import type { Row } from './sql-database.ts'
import type { ListedCredential } from './store.ts'

/**
 * The text in a column.
 *
 * @throws TypeError when there is none
 */
export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string')
    throw new TypeError(`column ${column} holds no text: is the database migrated?`)
  return value
}

/** What a credential's row says of both kinds. */
export function credentialIn(row: Row): Pick<ListedCredential, 'grants' | 'accessList'> {
  const accessList = parseAccessList(text(row, 'access_list'))
  return {
    grants: parseGrants(text(row, 'grants')),
    ...(accessList.length > 0 && { accessList }),
  }
}

/** Returns the bucket of a row. */
export function bucketIn(row: Row): ExportBucket {
  return ExportBucket.parse(JSON.parse(text(row, 'body')))
}
