import { GroupId, grantsRole, type Operation } from '@export-buckets/core'
import type { MiddlewareHandler } from 'hono'
import { AtlasError } from '../http/errors.ts'
import { type Env, type RequestContext, requireValue } from '../http/request-context.ts'
import type { ProjectGrant } from '../lib/project-grant.ts'

/** The part of a grant that excludes a request. */
type Restriction = 'operations' | 'buckets' | 'clusters'

/** Returns the parts of a grant that exclude the request. Returns none when the grant includes the request. */
function findRestrictions(
  { operations, exportBucketIds, clusterNames }: ProjectGrant,
  { operationId }: Operation,
  { c }: RequestContext,
): readonly Restriction[] {
  if (operations !== undefined && !operations.includes(operationId)) return ['operations']
  const bucketId = c.req.param('exportBucketId')
  const clusterName = c.req.param('clusterName')
  const isNamed =
    exportBucketIds?.some((id) => id === bucketId) ||
    clusterNames?.some((name) => name === clusterName)
  if (isNamed) return []
  return [
    ...(exportBucketIds === undefined ? [] : ['buckets' as const]),
    ...(clusterNames === undefined ? [] : ['clusters' as const]),
  ]
}

/** Returns the error for a request that every grant excludes. */
function accessForbidden(
  context: RequestContext,
  restrictions: readonly Restriction[],
): AtlasError {
  context.reason = `grant: limited to other ${[...new Set(restrictions)].join(' and other ')}`
  return new AtlasError('ACCESS_FORBIDDEN')
}

/**
 * Asserts that a grant of the request includes a bucket that its path does not name, such as the bucket of an export job.
 *
 * @throws AtlasError `ACCESS_FORBIDDEN`, whether or not the bucket exists
 */
export function assertBucketGranted(context: RequestContext, exportBucketId: string): void {
  const isGranted = requireValue(context.grants).some(
    ({ exportBucketIds }) => exportBucketIds?.some((id) => id === exportBucketId) ?? true,
  )
  if (!isGranted) throw accessForbidden(context, ['buckets'])
}

/** Returns the error for a project in which the caller has no role. */
function projectNotFound(groupId: string): AtlasError {
  const error = GroupId.is(groupId) ? 'GROUP_NOT_FOUND' : 'INVALID_GROUP_ID'
  return new AtlasError(error, { parameters: [groupId] })
}

/** Returns the error for a missing role. Recorded: Atlas sends 401, not 403. A 401 has a challenge (RFC 9110 §15.5.2). */
function roleRequired({ challenge }: RequestContext): AtlasError {
  return new AtlasError('USER_UNAUTHORIZED', {}, { 'WWW-Authenticate': requireValue(challenge)() })
}

/**
 * Creates the middleware that requires the operation's role in the project of the path. It also requires a grant that includes
 * the operation, and the bucket or cluster.
 *
 * - No role in the project: 404, as for a project that does not exist, so that nobody can probe for projects.
 * - A role that does not include the operation's: 401 `USER_UNAUTHORIZED`.
 * - A grant for other operations, buckets or clusters: 403 `ACCESS_FORBIDDEN`, whether or not the bucket or cluster exists.
 */
export function requireRole(operation: Operation): MiddlewareHandler<Env> {
  return async (c, next) => {
    const context = c.get('requestContext')
    const groupId = c.req.param('groupId') ?? ''
    const grants = requireValue(context.principal).grants.filter(
      (grant) => grant.groupId === groupId && grant.roles.length > 0,
    )
    if (grants.length === 0) {
      context.reason = 'role: the credentials have no role in this project'
      throw projectNotFound(groupId)
    }
    const grantsWithRole = grants.filter(({ roles }) => grantsRole(roles, operation.role))
    if (grantsWithRole.length === 0) {
      const roles = grants.flatMap((grant) => grant.roles).join(', ')
      context.reason = `role: ${operation.operationId} needs ${operation.role}, the grant has ${roles}`
      throw roleRequired(context)
    }
    const restrictions = grantsWithRole.map((grant) => findRestrictions(grant, operation, context))
    const matchingGrants = grantsWithRole.filter((_, index) => restrictions[index]?.length === 0)
    const [grant] = matchingGrants
    if (grant === undefined) throw accessForbidden(context, restrictions.flat())
    context.groupId = grant.groupId
    context.grants = matchingGrants
    await next()
  }
}
