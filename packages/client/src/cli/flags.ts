import { type Flag, helpFlag } from '@export-buckets/cli-kit/arguments'
import { atlasVariables } from '@export-buckets/cli-kit/atlas-environment'
import {
  type ApiVersion,
  apiVersions,
  cloudProviders,
  type OperationId,
  operations,
  type PathParamName,
  parseQuery,
  pathParamNames,
  pathParamValidators,
  resolveVersion,
  type Schema,
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

/** Returns the flag for a path parameter, which core validates. */
const pathFlag = (name: PathParamName, description: string, valueName = 'ID'): Flag => ({
  name,
  valueName,
  description,
  validate: (text) => pathParamValidators[name].issues(text)[0]?.message,
})

export const cloudProviderFlag: Flag = {
  name: 'cloudProvider',
  valueName: 'NAME',
  description: cloudProviders.join(', ').replace(/, (\w+)$/, ' or $1'),
  choices: cloudProviders,
}

export const exportBucketIdFlag: Flag = pathFlag('exportBucketId', "the export bucket's id")

export const snapshotIdFlag: Flag = pathFlag('snapshotId', "the snapshot's id")

export const clusterNameFlag: Flag = pathFlag('clusterName', "the cluster's name", 'NAME')

const groupIdFlag: Flag = {
  ...pathFlag('groupId', "the project's id"),
  variable: atlasVariables.groupId,
}

/** The flags for the parameters of paths. */
const pathFlags: ReadonlyMap<string, Flag> = new Map(
  [
    groupIdFlag,
    clusterNameFlag,
    cloudProviderFlag,
    exportBucketIdFlag,
    pathFlag('roleId', "Atlas's id of the role"),
    snapshotIdFlag,
    pathFlag('exportId', "the export job's id"),
  ].map((flag) => [flag.name, { ...flag, required: true }]),
)

/** Returns the flags for the parameters in the path of an operation. */
export function toPathFlags(operationId: OperationId): Flag[] {
  return pathParamNames(operations[operationId]).flatMap((name) => pathFlags.get(name) ?? [])
}

/**
 * The descriptions of the query parameters that are flags. `pretty` is none, because the program formats its output itself.
 * The points in time of a restore are none, because an export needs no restore.
 */
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

/** Returns the flags for the query parameters of an operation that have a description. */
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
