import {
  ExportBucketId,
  GroupId,
  grantsRole,
  type Operation,
  operations,
  roles,
  type Validator,
} from '@export-buckets/core'
import { ipRestriction } from 'hono/ip-restriction'
import type { ProjectGrant } from '../store/grant.ts'
import type { Given } from './arguments.ts'
import type { Option } from './command.ts'
import { UsageError } from './errors.ts'

const operationIds = Object.keys(operations)

/** The options that say what a credential may do, and from where. */
export const grantOptions: Readonly<Record<string, Option>> = {
  project: { value: 'ID', about: 'the project that it opens', required: true },
  role: {
    value: 'ROLE',
    about: `what it may do there: ${roles.join(', ')}`,
    required: true,
    several: true,
  },
  operation: {
    value: 'OPERATION',
    about: `of what the roles allow, these operations alone: ${operationIds.join(', ')}`,
    several: true,
  },
  bucket: {
    value: 'ID',
    about: 'these export buckets alone; lists and new buckets are then closed',
    several: true,
  },
  'allow-ip': {
    value: 'CIDR',
    about: 'these addresses alone, such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32',
    several: true,
  },
}

function checkedId<T>(name: string, id: Validator<T>, text: string): T {
  const [issue] = id.issues(text)
  if (issue !== undefined) throw new UsageError(`--${name}: ${issue.message}`)
  return id.parse(text)
}

function oneOf(name: string, values: readonly string[], text: string): string {
  if (values.includes(text)) return text
  throw new UsageError(`--${name}: expected ${values.join(', ')}, got ${JSON.stringify(text)}`)
}

/** A grant of what its own roles or buckets close would be a mistake that shows as a 403 much later. */
function checkOpen(
  { operationId, role, path }: Operation,
  { roles, exportBucketIds }: ProjectGrant,
) {
  if (!grantsRole(roles, role)) {
    throw new UsageError(`--operation ${operationId}: needs --role ${role} or GROUP_OWNER`)
  }
  if (exportBucketIds !== undefined && !path.includes('{exportBucketId}')) {
    throw new UsageError(
      `--operation ${operationId}: is about no single bucket, and closed by --bucket`,
    )
  }
}

/** @throws UsageError that names the option and what it is expected to be */
export function grantIn(given: Given): ProjectGrant {
  const narrowed = given.all('operation').map((text) => oneOf('operation', operationIds, text))
  const buckets = given.all('bucket').map((text) => checkedId('bucket', ExportBucketId, text))
  const grant: ProjectGrant = {
    groupId: checkedId('project', GroupId, given.text('project') ?? ''),
    roles: given.all('role').map((text) => oneOf('role', roles, text)),
    ...(narrowed.length > 0 && { operations: narrowed }),
    ...(buckets.length > 0 && { exportBucketIds: buckets }),
  }
  for (const operation of Object.values(operations)) {
    if (narrowed.includes(operation.operationId)) checkOpen(operation, grant)
  }
  return grant
}

/** Asks what reads the list at each request. A list of `*`, everybody, is none. */
function isReadable(address: string): boolean {
  try {
    ipRestriction(() => '', { allowList: [address] })
    return address !== '*'
  } catch {
    return false
  }
}

/** @throws UsageError for what is neither an IP address nor a CIDR block */
export function accessListIn(given: Given): readonly string[] {
  const addresses = given.all('allow-ip')
  const bad = addresses.find((each) => !isReadable(each))
  if (bad === undefined) return addresses
  throw new UsageError(
    `--allow-ip: expected an IP address or a CIDR block, such as 203.0.113.0/24, got ${JSON.stringify(bad)}`,
  )
}
