import type { Given } from '@export-buckets/command-line/arguments'
import type { Flag } from '@export-buckets/command-line/flag'
import { UsageError } from '@export-buckets/command-line/usage-error'
import {
  ExportBucketId,
  GroupId,
  grantsRole,
  type OperationId,
  operations,
  roles,
} from '@export-buckets/core'
import { parseCidr } from '../address-block.ts'
import type { ProjectGrant } from '../store/grant.ts'

const operationIds = Object.values(operations).map(({ operationId }) => operationId)

/** The flags that say what a credential may do, and from where. */
export const grantFlags: readonly Flag[] = [
  {
    name: 'project',
    value: 'ID',
    about: 'a project; what follows, up to the next --project, is for this one',
    many: true,
    problem: (text) => GroupId.issues(text)[0]?.message,
  },
  {
    name: 'role',
    value: 'ROLE',
    about: `in the project: ${roles.join(', ')}`,
    many: true,
    choices: roles,
  },
  {
    name: 'operation',
    value: 'OPERATION',
    about: `of what the roles allow, this alone: ${operationIds.join(', ')}`,
    many: true,
    choices: operationIds,
  },
  {
    name: 'bucket',
    value: 'ID',
    about: 'this export bucket alone; neither list nor creation then',
    many: true,
    problem: (text) => ExportBucketId.issues(text)[0]?.message,
  },
  {
    name: 'allow-ip',
    value: 'CIDR',
    about: 'only from this IP address or CIDR block; default: from anywhere',
    many: true,
    problem: (text) =>
      parseCidr(text) !== undefined
        ? undefined
        : `expected an IP address or a CIDR block, such as 203.0.113.0/24, got ${JSON.stringify(text)}`,
  },
]

interface Draft {
  readonly project: string
  readonly role: Set<string>
  readonly operation: Set<string>
  readonly bucket: Set<string>
}

/** What stands after a `--project` belongs to it. */
function draftsIn({ flags }: Given): Draft[] {
  const drafts: Draft[] = []
  for (const { name, value } of flags) {
    if (name === 'project') {
      drafts.push({ project: value, role: new Set(), operation: new Set(), bucket: new Set() })
    }
    if (name !== 'role' && name !== 'operation' && name !== 'bucket') continue
    const draft = drafts.at(-1)
    if (draft === undefined)
      throw new UsageError(`--${name} comes after the --project that it is for`)
    draft[name].add(value)
  }
  return drafts
}

function isOperation(text: string): text is OperationId {
  return operationIds.some((each) => each === text)
}

/** Refuses an operation that the rest of the grant keeps shut: it was meant to be open. */
function check({ operations: named = [], roles: held, exportBucketIds }: ProjectGrant): void {
  for (const operationId of named.filter(isOperation)) {
    const { role, path } = operations[operationId]
    if (!grantsRole(held, role)) {
      throw new UsageError(`--operation: ${operationId} needs --role ${role}`)
    }
    if (exportBucketIds !== undefined && !path.includes('{exportBucketId}')) {
      throw new UsageError(
        `--operation: ${operationId} is not about one bucket; leave out --bucket`,
      )
    }
  }
}

function grantOf({ project, role, operation, bucket }: Draft): ProjectGrant {
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
  check(grant)
  return grant
}

/**
 * The grants that the flags make, one for each `--project`.
 *
 * @throws UsageError when there is none, or when one opens nothing
 */
export function grantsIn(given: Given): ProjectGrant[] {
  const grants = draftsIn(given).map(grantOf)
  if (grants.length === 0) throw new UsageError('--project: missing')
  return grants
}
