import { type Flag, type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import {
  ClusterName,
  ExportBucketId,
  GroupId,
  grantsRole,
  type OperationId,
  operations,
  roles,
} from '@export-buckets/core'
import { parseCidr } from '../lib/cidr.ts'
import type { ProjectGrant } from '../lib/project-grant.ts'

const operationIds = Object.values(operations).map(({ operationId }) => operationId)

/** The flags for the grants and the access list of a credential. */
export const grantFlags: readonly Flag[] = [
  {
    name: 'project',
    valueName: 'ID',
    description: 'grant access to a project; the flags up to the next --project apply to it',
    multiple: true,
    validate: (text) => GroupId.issues(text)[0]?.message,
  },
  {
    name: 'role',
    valueName: 'ROLE',
    description: `a role in the project: ${roles.join(', ')}`,
    multiple: true,
    choices: roles,
  },
  {
    name: 'operation',
    valueName: 'OPERATION',
    description: `allow only this operation of the roles: ${operationIds.join(', ')}`,
    multiple: true,
    choices: operationIds,
  },
  {
    name: 'bucket',
    valueName: 'ID',
    description: 'allow only this export bucket; list and create are then forbidden',
    multiple: true,
    validate: (text) => ExportBucketId.issues(text)[0]?.message,
  },
  {
    name: 'cluster',
    valueName: 'NAME',
    description:
      'allow only operations of this cluster; with --bucket, its snapshots can only be exported to that bucket',
    multiple: true,
    validate: (text) => ClusterName.issues(text)[0]?.message,
  },
  {
    name: 'allow-ip',
    valueName: 'CIDR',
    description: 'allow only this IP address or CIDR block; default: any address',
    multiple: true,
    validate: (text) =>
      parseCidr(text) !== undefined
        ? undefined
        : `expected an IP address or a CIDR block, such as 203.0.113.0/24, got ${JSON.stringify(text)}`,
  },
]

/** The flags that narrow the grant of the last `--project`. */
const narrowingFlags = ['role', 'operation', 'bucket', 'cluster'] as const
type NarrowingFlag = (typeof narrowingFlags)[number]

interface PartialGrant extends Readonly<Record<NarrowingFlag, Set<string>>> {
  readonly project: string
}

/** Collects the flags after each `--project`. */
function collectGrantFlags({ flags }: ParsedArguments): PartialGrant[] {
  const partialGrants: PartialGrant[] = []
  for (const { name, value } of flags) {
    if (name === 'project') {
      partialGrants.push({
        project: value,
        role: new Set(),
        operation: new Set(),
        bucket: new Set(),
        cluster: new Set(),
      })
    }
    const narrowingFlag = narrowingFlags.find((flag) => flag === name)
    if (narrowingFlag === undefined) continue
    const partialGrant = partialGrants.at(-1)
    if (partialGrant === undefined)
      throw new UsageError(`--${name}: expected after the --project that it applies to`)
    partialGrant[narrowingFlag].add(value)
  }
  return partialGrants
}

function isOperation(text: string): text is OperationId {
  return operationIds.some((operationId) => operationId === text)
}

/** Returns the limits of a grant to buckets and clusters: the flag, the path parameter and the values of each. */
function findLimits({ exportBucketIds, clusterNames }: ProjectGrant) {
  return [
    { name: 'bucket', parameter: '{exportBucketId}', values: exportBucketIds },
    { name: 'cluster', parameter: '{clusterName}', values: clusterNames },
  ].filter(({ values }) => values !== undefined)
}

/** Asserts that a grant allows its operations. @throws UsageError for an operation that the other flags forbid */
function assertConsistent(grant: ProjectGrant): void {
  const limits = findLimits(grant)
  const names = limits.map(({ name }) => name)
  for (const operationId of grant.operations?.filter(isOperation) ?? []) {
    const { role, path } = operations[operationId]
    if (!grantsRole(grant.roles, role)) {
      throw new UsageError(`--operation: ${operationId} needs --role ${role}`)
    }
    if (limits.length > 0 && !limits.some(({ parameter }) => path.includes(parameter))) {
      throw new UsageError(
        `--operation: the path of ${operationId} names no ${names.join(' or ')}; remove --${names.join(' and --')}`,
      )
    }
  }
}

function toGrant({ project, role, operation, bucket, cluster }: PartialGrant): ProjectGrant {
  if (role.size === 0) {
    throw new UsageError(`--project ${project}: expected --role ${roles.join(', ')} after it`)
  }
  const exportBucketIds = [...bucket].map((id) => ExportBucketId.parse(id))
  const clusterNames = [...cluster].map((name) => ClusterName.parse(name))
  const grant = {
    groupId: GroupId.parse(project),
    roles: [...role],
    ...(operation.size > 0 && { operations: [...operation] }),
    ...(exportBucketIds.length > 0 && { exportBucketIds }),
    ...(clusterNames.length > 0 && { clusterNames }),
  }
  assertConsistent(grant)
  return grant
}

/**
 * Returns the grants of the flags, one for each `--project`.
 *
 * @throws UsageError when there is no grant, or when a grant allows nothing
 */
export function parseGrantFlags(parsedArgs: ParsedArguments): ProjectGrant[] {
  const grants = collectGrantFlags(parsedArgs).map(toGrant)
  if (grants.length === 0) throw new UsageError('--project: missing')
  return grants
}
