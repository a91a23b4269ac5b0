import {
  type ErrorName,
  type Operation,
  type PathParamName,
  type PathParams,
  pathParamNames,
  pathParamValidators,
} from '@export-buckets/core'
import { AtlasError } from './errors.ts'
import type { RequestContext } from './request-context.ts'

/** The name of a path parameter except `groupId`, which authorization validates. */
export type ResourceParamName = Exclude<PathParamName, 'groupId'>

/** The error for a parameter that names no resource, and the other path parameter in `detail`. */
const errors: Readonly<Record<ResourceParamName, readonly [ErrorName, string?]>> = {
  cloudProvider: ['INVALID_PROVIDER'],
  clusterName: ['CLUSTER_NOT_FOUND', 'groupId'],
  exportBucketId: ['EXPORT_BUCKET_NOT_FOUND'],
  exportId: ['EXPORT_JOB_NOT_FOUND', 'clusterName'],
  roleId: ['CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND'],
  snapshotId: ['SNAPSHOT_NOT_FOUND', 'clusterName'],
}

/** The error for a malformed parameter, where it differs from that for a missing resource. */
const malformedErrors: Partial<Record<ResourceParamName, ErrorName>> = {
  snapshotId: 'INVALID_SNAPSHOT_ID',
}

const getParam = ({ c }: RequestContext, name: string): string => c.req.param(name) ?? ''

/**
 * Returns the error for a resource that does not exist or whose id is malformed.
 *
 * @param id - the id of the resource, when a body names it instead of the path
 */
export function notFound(
  context: RequestContext,
  name: ResourceParamName,
  id: string = getParam(context, name),
): AtlasError {
  const [error, otherParam] = errors[name]
  const otherValues = otherParam === undefined ? [] : [getParam(context, otherParam)]
  return new AtlasError(error, { parameters: [id, ...otherValues] })
}

/**
 * Returns a path parameter.
 *
 * @throws AtlasError for a malformed parameter, most often as for a resource that does not exist
 */
export function parsePathParam<Name extends ResourceParamName>(
  context: RequestContext,
  name: Name,
): PathParams[Name] {
  const text = getParam(context, name)
  const value: unknown = text
  if (pathParamValidators[name].is(value)) return value
  const error = malformedErrors[name]
  if (error === undefined) throw notFound(context, name)
  throw new AtlasError(error, { parameters: [text] })
}

/** Returns the names of an operation's path parameters, except `groupId`. */
export function resourceParamNames(operation: Operation): readonly ResourceParamName[] {
  return pathParamNames(operation).filter((name) => name !== 'groupId')
}
