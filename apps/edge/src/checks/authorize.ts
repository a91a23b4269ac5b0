import { GroupId, grantsRole, type Operation } from '@export-buckets/core'
import { AtlasError } from '../errors.ts'
import { type Exchange, found } from '../exchange.ts'
import type { ProjectGrant } from '../store/grant.ts'
import type { Check } from './check.ts'

/** Whether a grant lets its holder call an operation on what the path names. */
function allows(grant: ProjectGrant, { operationId, role }: Operation, { c }: Exchange): boolean {
  const { roles, operations, exportBucketIds } = grant
  if (!grantsRole(roles, role)) return false
  if (operations !== undefined && !operations.includes(operationId)) return false
  if (exportBucketIds === undefined) return true
  const named = c.req.param('exportBucketId')
  return exportBucketIds.some((id) => id === named)
}

/** The error for a project in which no grant allows what is asked. @param isHeld - whether the caller has a role in it */
function refusal(groupId: string, isHeld: boolean): AtlasError {
  if (isHeld) return new AtlasError('ACCESS_FORBIDDEN')
  const error = GroupId.is(groupId) ? 'GROUP_NOT_FOUND' : 'INVALID_GROUP_ID'
  return new AtlasError(error, { parameters: [groupId] })
}

/**
 * Lets a caller through who has the operation's role in the project of the path, and whose grant is not narrowed to other
 * operations or buckets. A project in which the caller has no role at all answers like one that does not exist, so that
 * nobody can probe for projects; a bucket that a grant leaves out is forbidden whether it exists or not.
 */
export function authorize(operation: Operation): Check {
  return (exchange) => {
    const groupId = exchange.c.req.param('groupId') ?? ''
    let isHeld = false
    for (const grant of found(exchange.caller).grants) {
      if (grant.groupId !== groupId || grant.roles.length === 0) continue
      isHeld = true
      if (!allows(grant, operation, exchange)) continue
      exchange.groupId = grant.groupId
      return
    }
    throw refusal(groupId, isHeld)
  }
}
