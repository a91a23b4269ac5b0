import { type Flag, helpFlag } from '@export-buckets/cli-kit/arguments'
import { atlasVariables } from '@export-buckets/cli-kit/atlas-environment'
import {
  type ApiVersion,
  apiVersions,
  ClusterName,
  cloudProviders,
  ExportBucketId,
  ExportId,
  GroupId,
  type OperationId,
  operations,
  parseQuery,
  RoleId,
  resolveVersion,
  type Schema,
  SnapshotId,
  type Validator,
} from '@export-buckets/core'
import type { OperationVersion } from '../resolve-operation.ts'
import { formatRange } from './fields.ts'

/** Returns the API dates at which an operation exists, oldest first. */
export function listVersions<Op extends OperationId>(
  operationId: Op,
): readonly OperationVersion<Op>[] {
  const operation = operations[operationId]
  const hasResourceVersion = (date: ApiVersion): date is ApiVersion & OperationVersion<Op> =>
    resolveVersion(operation, date) !== undefined
  return apiVersions.filter(hasResourceVersion)
}

function withValidator(flag: Flag, validator: Validator<string>): Flag {
  return { ...flag, validate: (text) => validator.issues(text)[0]?.message }
}

/** The flag for a cloud provider. */
export const cloudProviderFlag: Flag = {
  name: 'cloudProvider',
  valueName: 'NAME',
  description: cloudProviders.join(', ').replace(/, (\w+)$/, ' or $1'),
  choices: cloudProviders,
}

const idFlag = (name: string, description: string, validator: Validator<string>): Flag =>
  withValidator({ name, valueName: 'ID', description }, validator)

/** The flag for an export bucket. */
export const exportBucketIdFlag: Flag = idFlag(
  'exportBucketId',
  "the export bucket's id",
  ExportBucketId,
)

/** The flag for a snapshot. */
export const snapshotIdFlag: Flag = idFlag('snapshotId', "the snapshot's id", SnapshotId)

/** The flag for a cluster. */
export const clusterNameFlag: Flag = withValidator(
  { name: 'clusterName', valueName: 'NAME', description: "the cluster's name" },
  ClusterName,
)

const groupIdFlag: Flag = {
  ...idFlag('groupId', "the project's id", GroupId),
  variable: atlasVariables.groupId,
}

/** The flags for the parameters of paths. */
const pathFlags: ReadonlyMap<string, Flag> = new Map(
  [
    groupIdFlag,
    clusterNameFlag,
    cloudProviderFlag,
    exportBucketIdFlag,
    idFlag('roleId', "Atlas's id of the role", RoleId),
    snapshotIdFlag,
    idFlag('exportId', "the export job's id", ExportId),
  ].map((flag) => [flag.name, { ...flag, required: true }]),
)

/** Returns the flags for the parameters in the path of an operation. */
export function toPathFlags(operationId: OperationId): Flag[] {
  const placeholders = [...operations[operationId].path.matchAll(/\{(\w+)\}/g)]
  return placeholders.flatMap(([, name = '']) => pathFlags.get(name) ?? [])
}

/** The descriptions of the query parameters that are flags. `pretty` is not, because the program formats its output itself. */
const queryDescriptions: Readonly<Record<string, string>> = {
  envelope: 'wrap the JSON: {"content": …, "status": …}; a list gets a "status" field',
  includeCount: 'include totalCount',
  includeDeletedWithRetainedBackups: 'include deleted clusters whose backups are kept',
  itemsPerPage: 'results per page',
  pageNum: 'fetch this page only',
}

function toQueryFlag(
  operationId: OperationId,
  name: string,
  schema: Schema,
  description: string,
): Flag {
  if (schema.type === 'boolean') return { name, description }
  const validate = (text: string) => {
    const result = parseQuery(operationId, (parameterName) =>
      parameterName === name ? [text] : [],
    )
    return result.ok ? undefined : result.issues[0]?.message
  }
  return { name, valueName: 'N', description: description + formatRange(schema), validate }
}

/** Returns the flags for the query parameters of an operation. */
export function toQueryFlags(operationId: OperationId): Flag[] {
  return Object.entries(operations[operationId].query.properties).flatMap(([name, schema]) => {
    const description = queryDescriptions[name]
    return description === undefined ? [] : [toQueryFlag(operationId, name, schema, description)]
  })
}

/** Returns the flag for the API date of an operation. */
export function toVersionFlag(operationId: OperationId): Flag {
  const choices = listVersions(operationId)
  const description = `the API date, ${choices[0]} to ${choices.at(-1)}; default: the newest`
  return { name: 'version', valueName: 'DATE', description, choices }
}

/** The flag of every command with a request body. */
export const fileFlag: Flag = {
  name: 'file',
  valueName: 'FILE',
  description: 'read the body as JSON from a file instead of flags; - is standard input',
}

/** Returns the flag of a command that deletes a resource. */
export const ignoreMissingFlag = (resource: string): Flag => ({
  name: 'ignoreMissing',
  description: `treat a missing ${resource} as deleted`,
})

/** The flags of every command. */
export const commonFlags: readonly Flag[] = [
  {
    name: 'output',
    short: 'o',
    valueName: 'FORMAT',
    description: 'json or table; default: table on a terminal, json elsewhere',
    choices: ['json', 'table'],
  },
  {
    name: 'verbose',
    description: 'log requests and responses to standard error, without secrets',
  },
  helpFlag,
]
