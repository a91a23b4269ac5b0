import { ExportBucket, GroupId } from '@export-buckets/core'
import type { ResultSet } from '@libsql/client'
import type { ProjectRoles } from './store.ts'

/** A row of an answer. */
export type Row = ResultSet['rows'][number]

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

/** Roles as they are stored, one row each, grouped by project. */
export function projectRoles(rows: readonly Row[]): ProjectRoles[] {
  const roles = Map.groupBy(rows, (row) => text(row, 'group_id'))
  return [...roles].map(([groupId, held]) => ({
    groupId: GroupId.parse(groupId),
    roles: held.map((row) => text(row, 'role')),
  }))
}

/** The bucket in a row. */
export const bucketIn = (row: Row): ExportBucket =>
  ExportBucket.parse(JSON.parse(text(row, 'body')))
