import { ClusterName, ExportBucket, ExportBucketId, GroupId } from '@export-buckets/core'
import type { ProjectGrant } from '../../lib/project-grant.ts'
import type { ListedCredential } from '../store.ts'
import type { Row } from './sql-database.ts'

/**
 * Returns the text of a column.
 *
 * @throws TypeError when the column has no text
 */
export function textColumn(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string')
    throw new TypeError(`column ${column} has no text: is the database migrated?`)
  return value
}

function isStringArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isGrant(value: unknown): value is ProjectGrant {
  const { groupId, roles, operations = [], exportBucketIds = [], clusterNames = [] } = Object(value)
  return (
    GroupId.is(groupId) &&
    isStringArray(roles) &&
    isStringArray(operations) &&
    isStringArray(exportBucketIds) &&
    exportBucketIds.every(ExportBucketId.is) &&
    isStringArray(clusterNames) &&
    clusterNames.every(ClusterName.is)
  )
}

/** Parses grants. @throws TypeError when one is invalid, so that it never allows more than intended */
function parseGrants(text: string): ProjectGrant[] {
  const value: unknown = JSON.parse(text)
  if (Array.isArray(value) && value.every(isGrant)) return value
  throw new TypeError('the store has invalid grants')
}

/** Parses an access list. @throws TypeError when it is invalid */
function parseAccessList(text: string): string[] {
  const value: unknown = JSON.parse(text)
  if (isStringArray(value)) return value
  throw new TypeError('the store has an invalid access list')
}

/** Returns the properties that both kinds of credentials have in common. */
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
