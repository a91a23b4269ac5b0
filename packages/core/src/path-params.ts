import { type CloudProvider, cloudProviders } from './export-bucket.ts'
import { ClusterName, ExportBucketId, ExportId, GroupId, RoleId, SnapshotId } from './ids.ts'
import type { Operation } from './operation.ts'
import { createValidator, formatValue, type Issue, type Validator } from './validator.ts'

/** The types of the parameters in the paths of operations, by name. */
export interface PathParams {
  readonly cloudProvider: CloudProvider
  readonly clusterName: ClusterName
  readonly exportBucketId: ExportBucketId
  readonly exportId: ExportId
  readonly groupId: GroupId
  readonly roleId: RoleId
  readonly snapshotId: SnapshotId
}

/** The name of a parameter in the path of an operation. */
export type PathParamName = keyof PathParams

const isCloudProvider = (value: unknown): value is CloudProvider =>
  cloudProviders.some((provider) => provider === value)

function cloudProviderIssues(value: unknown): Issue[] {
  if (isCloudProvider(value)) return []
  const message = `expected one of ${cloudProviders.join(', ')}, got ${formatValue(value)}`
  return [{ path: [], code: 'enum', message }]
}

/** The validators of the parameters in paths, by name. */
export const pathParamValidators: {
  readonly [Name in PathParamName]: Validator<PathParams[Name]>
} = {
  cloudProvider: /* @__PURE__ */ createValidator(
    'CloudProvider',
    cloudProviderIssues,
    isCloudProvider,
  ),
  clusterName: ClusterName,
  exportBucketId: ExportBucketId,
  exportId: ExportId,
  groupId: GroupId,
  roleId: RoleId,
  snapshotId: SnapshotId,
}

const isPathParamName = (name: string): name is PathParamName =>
  Object.hasOwn(pathParamValidators, name)

/** Returns the names of the parameters in the path of an operation, in the order of the path. */
export function pathParamNames({ path }: Operation): readonly PathParamName[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter(isPathParamName)
}
