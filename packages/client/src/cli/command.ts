import { type Flag, helpFlag, type ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { atlasVariables } from '@export-buckets/cli-kit/atlas-environment'
import {
  type ApiVersion,
  apiVersions,
  ExportBucketId,
  GroupId,
  type OperationId,
  operations,
  parseQuery,
  resolveVersion,
  type Schema,
} from '@export-buckets/core'
import type { AtlasClient } from '../client.ts'
import type { OperationVersion } from '../resolve-operation.ts'

/** The input of a command. */
export interface CommandCall {
  readonly atlas: AtlasClient
  readonly parsedArgs: ParsedArguments
  /** The request body, not validated yet. `undefined` for a command without one. */
  readonly body: unknown
  readonly signal: AbortSignal
  /** Updates the progress line on a terminal. */
  onProgress(progress: string): void
}

/** A command that calls one operation. Its fields also define parsing, help and completion. */
export interface Command {
  readonly name: string
  readonly operationId: OperationId
  readonly description: string
  /** The flags for the fields of the request body. Absent for a command without one. */
  readonly body?: readonly Flag[]
  /** Additional flags of this command. */
  readonly flags?: readonly Flag[]
  readonly examples: readonly string[]
  /** Calls the operation and returns the response body, `undefined` when it has none. */
  run(call: CommandCall): Promise<unknown>
}

/** Returns the API dates at which an operation exists, oldest first. */
export function listVersions<Op extends OperationId>(
  operationId: Op,
): readonly OperationVersion<Op>[] {
  const operation = operations[operationId]
  const hasResourceVersion = (date: ApiVersion): date is ApiVersion & OperationVersion<Op> =>
    resolveVersion(operation, date) !== undefined
  return apiVersions.filter(hasResourceVersion)
}

const pathFlags: Readonly<Record<string, Flag>> = {
  groupId: {
    name: 'groupId',
    valueName: 'ID',
    description: "the project's id",
    required: true,
    variable: atlasVariables.groupId,
    validate: (text) => GroupId.issues(text)[0]?.message,
  },
  exportBucketId: {
    name: 'exportBucketId',
    valueName: 'ID',
    description: "the export bucket's id",
    required: true,
    validate: (text) => ExportBucketId.issues(text)[0]?.message,
  },
}

const queryDescriptions: Readonly<Record<string, string>> = {
  envelope: 'wrap the JSON: {"content": …, "status": …}; a list gets a "status" field',
  includeCount: 'include totalCount',
  itemsPerPage: 'buckets per page',
  pageNum: 'fetch this page only',
}

function toPathFlags(operationId: OperationId): Flag[] {
  const placeholders = [...operations[operationId].path.matchAll(/\{(\w+)\}/g)]
  return placeholders.flatMap(([, name = '']) => pathFlags[name] ?? [])
}

/** Formats the range of an integer for a description. */
function formatRange(schema: Schema): string {
  if (schema.type !== 'integer') return ''
  const { minimum, maximum } = schema
  return maximum === undefined ? `, from ${minimum}` : `, ${minimum} to ${maximum}`
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

/** Omits `pretty`, because the program formats its output itself. */
function toQueryFlags(operationId: OperationId): Flag[] {
  return Object.entries(operations[operationId].query.properties).flatMap(([name, schema]) => {
    const description = queryDescriptions[name]
    return description === undefined ? [] : [toQueryFlag(operationId, name, schema, description)]
  })
}

function toVersionFlag(operationId: OperationId): Flag {
  const choices = listVersions(operationId)
  const description = `the API date, ${choices[0]} to ${choices.at(-1)}; default: the newest`
  return { name: 'version', valueName: 'DATE', description, choices }
}

const fileFlag: Flag = {
  name: 'file',
  valueName: 'FILE',
  description: 'read the body as JSON from a file instead of flags; - is standard input',
}

const commonFlags: readonly Flag[] = [
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

/** Returns all flags of a command. */
export function commandFlags({ operationId, body, flags = [] }: Command): readonly Flag[] {
  return [
    ...toPathFlags(operationId),
    ...toQueryFlags(operationId),
    toVersionFlag(operationId),
    ...(body === undefined ? [] : [...body, fileFlag]),
    ...flags,
    ...commonFlags,
  ]
}
