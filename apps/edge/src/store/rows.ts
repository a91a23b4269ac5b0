import { ExportBucket } from '@export-buckets/core'
import { BoundedMap } from '../bounded-map.ts'
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

/** Buckets remembered by their text: some 10 MB when all are in use. */
const known = new BoundedMap<string, ExportBucket>(5_000)

/** The bucket in a row: for the same text the same object. */
export function bucketIn(row: Row): ExportBucket {
  const body = text(row, 'body')
  const before = known.get(body)
  if (before !== undefined) return before
  const bucket = ExportBucket.parse(JSON.parse(body))
  known.set(body, bucket)
  return bucket
}
