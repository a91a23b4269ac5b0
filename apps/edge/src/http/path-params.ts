import {
  type CloudProvider,
  ClusterName,
  cloudProviders,
  type ErrorName,
  ExportBucketId,
  ExportId,
  type Operation,
  RoleId,
  SnapshotId,
} from '@export-buckets/core'
import { AtlasError } from './errors.ts'
import type { RequestContext } from './request-context.ts'

/** The path parameters except `groupId`, which authorization validates. */
export interface PathParams {
  readonly cloudProvider: CloudProvider
  readonly clusterName: ClusterName
  readonly exportBucketId: ExportBucketId
  readonly exportId: ExportId
  readonly roleId: RoleId
  readonly snapshotId: SnapshotId
}

type PathParamName = keyof PathParams

const guards: {
  readonly [Name in PathParamName]: (value: unknown) => value is PathParams[Name]
} = {
  cloudProvider: (value): value is CloudProvider =>
    cloudProviders.some((provider) => provider === value),
  clusterName: ClusterName.is,
  exportBucketId: ExportBucketId.is,
  exportId: ExportId.is,
  roleId: RoleId.is,
  snapshotId: SnapshotId.is,
}

/** The error for a parameter that names no resource, and the other path parameter in `detail`. */
const errors: Readonly<Record<PathParamName, readonly [ErrorName, string?]>> = {
  cloudProvider: ['INVALID_PROVIDER'],
  clusterName: ['CLUSTER_NOT_FOUND', 'groupId'],
  exportBucketId: ['EXPORT_BUCKET_NOT_FOUND'],
  exportId: ['EXPORT_JOB_NOT_FOUND', 'clusterName'],
  roleId: ['CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND'],
  snapshotId: ['SNAPSHOT_NOT_FOUND', 'clusterName'],
}

const getParam = ({ c }: RequestContext, name: string): string => c.req.param(name) ?? ''

/**
 * Returns the error for a resource that does not exist or whose id is malformed.
 *
 * @param id - the id of the resource, when a body names it instead of the path
 */
export function notFound(
  context: RequestContext,
  name: PathParamName,
  id: string = getParam(context, name),
): AtlasError {
  const [error, otherParam] = errors[name]
  const otherValues = otherParam === undefined ? [] : [getParam(context, otherParam)]
  return new AtlasError(error, { parameters: [id, ...otherValues] })
}

/**
 * Returns a path parameter.
 *
 * @throws AtlasError as for a resource that does not exist when the parameter is malformed
 */
export function parsePathParam<Name extends PathParamName>(
  context: RequestContext,
  name: Name,
): PathParams[Name] {
  const value: unknown = getParam(context, name)
  if (!guards[name](value)) throw notFound(context, name)
  return value
}

const isPathParamName = (name: string): name is PathParamName => Object.hasOwn(guards, name)

/** Returns the names of an operation's path parameters, except `groupId`. */
export function pathParamNames({ path }: Operation): readonly PathParamName[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter(isPathParamName)
}
