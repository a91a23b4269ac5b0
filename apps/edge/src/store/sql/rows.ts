import { ExportBucket } from '@export-buckets/core'
import { parseAccessList, parseGrants } from '../grant.ts'
import type { ListedCredential } from '../store.ts'
import type { Row } from './sql-database.ts'

/**
 * The text in a column.
 *
 * @throws TypeError when there is none
 */
export function textColumn(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string')
    throw new TypeError(`column ${column} holds no text: is the database migrated?`)
  return value
}

/** What a credential's row says of both kinds. */
export function toCredential(row: Row): Pick<ListedCredential, 'grants' | 'accessList'> {
  const accessList = parseAccessList(textColumn(row, 'access_list'))
  return {
    grants: parseGrants(textColumn(row, 'grants')),
    ...(accessList.length > 0 && { accessList }),
  }
}

/** Returns the bucket of a row. */
export function toBucket(row: Row): ExportBucket {
  return ExportBucket.parse(JSON.parse(textColumn(row, 'body')))
}
