import { GroupId, grantsRole, type Operation } from '@export-buckets/core'
import type { MiddlewareHandler } from 'hono'
import type { Env } from '../env.ts'
import { AtlasError } from '../errors.ts'

/**
 * Lets a caller through who has the operation's role in the project of the path. A project in which the caller has no
 * role at all answers like one that does not exist, so that nobody can probe for projects.
 */
export function authorize({ role }: Operation): MiddlewareHandler<Env> {
  return async (c, next) => {
    const groupId = c.req.param('groupId') ?? ''
    const parameters = [groupId]
    if (!GroupId.is(groupId)) throw new AtlasError('INVALID_GROUP_ID', { parameters })
    const held = c.var.caller.projectRoles.find((each) => each.groupId === groupId)?.roles ?? []
    if (held.length === 0) throw new AtlasError('GROUP_NOT_FOUND', { parameters })
    if (!grantsRole(held, role)) throw new AtlasError('ACCESS_FORBIDDEN')
    c.set('groupId', groupId)
    await next()
  }
}
