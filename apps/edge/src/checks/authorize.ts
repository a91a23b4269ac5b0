import { GroupId, grantsRole, type Operation } from '@export-buckets/core'
import type { Context } from 'hono'
import type { Env } from '../env.ts'
import { AtlasError } from '../errors.ts'
import type { ProjectGrant } from '../store/grant.ts'
import type { Check } from './check.ts'

/** Whether a grant lets its holder call an operation on what the path names. */
function allows(grant: ProjectGrant, { operationId, role }: Operation, c: Context<Env>): boolean {
  const { roles, operations, exportBucketIds } = grant
  if (!grantsRole(roles, role)) return false
  if (operations !== undefined && !operations.includes(operationId)) return false
  const named = c.req.param('exportBucketId')
  return exportBucketIds === undefined || exportBucketIds.some((id) => id === named)
}

/**
 * Lets a caller through who has the operation's role in the project of the path, and whose grant is not narrowed to other
 * operations or buckets. A project in which the caller has no role at all answers like one that does not exist, so that
 * nobody can probe for projects; a bucket that a grant leaves out is forbidden whether it exists or not.
 */
export function authorize(operation: Operation): Check {
  return (c) => {
    const groupId = c.req.param('groupId') ?? ''
    const held = c
      .get('caller')
      .grants.filter((each) => each.groupId === groupId && each.roles.length > 0)
    const [first] = held
    if (first === undefined) {
      const error = GroupId.is(groupId) ? 'GROUP_NOT_FOUND' : 'INVALID_GROUP_ID'
      throw new AtlasError(error, { parameters: [groupId] })
    }
    if (!held.some((grant) => allows(grant, operation, c))) throw new AtlasError('ACCESS_FORBIDDEN')
    c.set('groupId', first.groupId)
  }
}
