import { atlasVariables } from '@export-buckets/cli-kit/atlas-environment'
import type { Flag } from '@export-buckets/cli-kit/flag'
import {
  ExportBucketId,
  GroupId,
  type OperationId,
  operations,
  parseQuery,
  type Schema,
} from '@export-buckets/core'
import { listVersions } from './list-versions.ts'

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
  envelope: 'JSON as {"content": …, "status": …}; a list gets its status within',
  includeCount: 'whether there is a totalCount',
  itemsPerPage: 'buckets of a page',
  pageNum: 'this page instead of all buckets',
}

function toPathFlags(operationId: OperationId): Flag[] {
  const placeholders = [...operations[operationId].path.matchAll(/\{(\w+)\}/g)]
  return placeholders.flatMap(([, name = '']) => pathFlags[name] ?? [])
}

/** What a number may be, and what it is where the flag is not given. */
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

/** Without `pretty`: the output is for the command line to indent. */
function toQueryFlags(operationId: OperationId): Flag[] {
  return Object.entries(operations[operationId].query.properties).flatMap(([name, schema]) => {
    const description = queryDescriptions[name]
    return description === undefined ? [] : [toQueryFlag(operationId, name, schema, description)]
  })
}

function toVersionFlag(operationId: OperationId): Flag {
  const choices = listVersions(operationId)
  const description = `the API date to ask for, ${choices[0]} to ${choices.at(-1)}; default: the newest`
  return { name: 'version', valueName: 'DATE', description, choices }
}

/** The flags that an operation has by its path, its query and its versions. */
export function toOperationFlags(operationId: OperationId): readonly Flag[] {
  return [...toPathFlags(operationId), ...toQueryFlags(operationId), toVersionFlag(operationId)]
}
