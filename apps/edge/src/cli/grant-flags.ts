import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import type { Flag } from '@export-buckets/cli-kit/flag'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import {
  ExportBucketId,
  GroupId,
  grantsRole,
  type OperationId,
  operations,
  roles,
} from '@export-buckets/core'
import { parseCidr } from '../auth/cidr.ts'
import type { ProjectGrant } from '../store/grant.ts'

const operationIds = Object.values(operations).map(({ operationId }) => operationId)

/** The flags that say what a credential may do, and from where. */
export const grantFlags: readonly Flag[] = [
  {
    name: 'project',
    valueName: 'ID',
    description: 'a project; what follows, up to the next --project, is for this one',
    multiple: true,
    validate: (text) => GroupId.issues(text)[0]?.message,
  },
  {
    name: 'role',
    valueName: 'ROLE',
    description: `in the project: ${roles.join(', ')}`,
    multiple: true,
    choices: roles,
  },
  {
    name: 'operation',
    valueName: 'OPERATION',
    description: `of what the roles allow, this alone: ${operationIds.join(', ')}`,
    multiple: true,
    choices: operationIds,
  },
  {
    name: 'bucket',
    valueName: 'ID',
    description: 'this export bucket alone; neither list nor creation then',
    multiple: true,
    validate: (text) => ExportBucketId.issues(text)[0]?.message,
  },
  {
    name: 'allow-ip',
    valueName: 'CIDR',
    description: 'only from this IP address or CIDR block; default: from anywhere',
    multiple: true,
    validate: (text) =>
      parseCidr(text) !== undefined
        ? undefined
        : `expected an IP address or a CIDR block, such as 203.0.113.0/24, got ${JSON.stringify(text)}`,
  },
]

interface PartialGrant {
  readonly project: string
  readonly role: Set<string>
  readonly operation: Set<string>
  readonly bucket: Set<string>
}

/** What stands after a `--project` belongs to it. */
function collectGrantFlags({ flags }: ParsedArguments): PartialGrant[] {
  const partialGrants: PartialGrant[] = []
  for (const { name, value } of flags) {
    if (name === 'project') {
      partialGrants.push({
        project: value,
        role: new Set(),
        operation: new Set(),
        bucket: new Set(),
      })
    }
    if (name !== 'role' && name !== 'operation' && name !== 'bucket') continue
    const partialGrant = partialGrants.at(-1)
    if (partialGrant === undefined)
      throw new UsageError(`--${name} comes after the --project that it is for`)
    partialGrant[name].add(value)
  }
  return partialGrants
}

function isOperation(text: string): text is OperationId {
  return operationIds.some((operationId) => operationId === text)
}

/** Refuses an operation that the rest of the grant keeps shut: it was meant to be open. */
function assertConsistent({
  operations: allowedOperations = [],
  roles: grantedRoles,
  exportBucketIds,
}: ProjectGrant): void {
  for (const operationId of allowedOperations.filter(isOperation)) {
    const { role, path } = operations[operationId]
    if (!grantsRole(grantedRoles, role)) {
      throw new UsageError(`--operation: ${operationId} needs --role ${role}`)
    }
    if (exportBucketIds !== undefined && !path.includes('{exportBucketId}')) {
      throw new UsageError(
        `--operation: ${operationId} is not about one bucket; leave out --bucket`,
      )
    }
  }
}

function toGrant({ project, role, operation, bucket }: PartialGrant): ProjectGrant {
  if (role.size === 0) {
    throw new UsageError(`--project ${project}: expected --role ${roles.join(', ')} after it`)
  }
  const exportBucketIds = [...bucket].map((id) => ExportBucketId.parse(id))
  const grant = {
    groupId: GroupId.parse(project),
    roles: [...role],
    ...(operation.size > 0 && { operations: [...operation] }),
    ...(exportBucketIds.length > 0 && { exportBucketIds }),
  }
  assertConsistent(grant)
  return grant
}

/**
 * The grants that the flags make, one for each `--project`.
 *
 * @throws UsageError when there is none, or when one opens nothing
 */
export function parseGrantFlags(parsedArgs: ParsedArguments): ProjectGrant[] {
  const grants = collectGrantFlags(parsedArgs).map(toGrant)
  if (grants.length === 0) throw new UsageError('--project: missing')
  return grants
}
