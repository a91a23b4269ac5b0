import { atlasVariables } from '@export-buckets/command-line/atlas-environment'
import type { Flag } from '@export-buckets/command-line/flag'
import {
  ExportBucketId,
  GroupId,
  type OperationId,
  operations,
  parseQuery,
  type Schema,
} from '@export-buckets/core'
import { versionsOf } from './versions.ts'

const pathFlags: Readonly<Record<string, Flag>> = {
  groupId: {
    name: 'groupId',
    value: 'ID',
    about: "the project's id",
    required: true,
    variable: atlasVariables.groupId,
    problem: (text) => GroupId.issues(text)[0]?.message,
  },
  exportBucketId: {
    name: 'exportBucketId',
    value: 'ID',
    about: "the export bucket's id",
    required: true,
    problem: (text) => ExportBucketId.issues(text)[0]?.message,
  },
}

const queryAbout: Readonly<Record<string, string>> = {
  envelope: 'JSON as {"content": …, "status": …}; a list gets its status within',
  includeCount: 'whether there is a totalCount',
  itemsPerPage: 'buckets of a page',
  pageNum: 'this page instead of all buckets',
}

function pathFlagsOf(operationId: OperationId): Flag[] {
  const names = [...operations[operationId].path.matchAll(/\{(\w+)\}/g)]
  return names.flatMap(([, name = '']) => pathFlags[name] ?? [])
}

/** What a number may be, and what it is where the flag is not given. */
function bounds(schema: Schema): string {
  if (schema.type !== 'integer') return ''
  const { minimum, maximum } = schema
  return maximum === undefined ? `, from ${minimum}` : `, ${minimum} to ${maximum}`
}

function queryFlag(operationId: OperationId, name: string, schema: Schema, about: string): Flag {
  if (schema.type === 'boolean') return { name, about }
  const problem = (text: string) => {
    const parsed = parseQuery(operationId, (each) => (each === name ? [text] : []))
    return parsed.ok ? undefined : parsed.issues[0]?.message
  }
  return { name, value: 'N', about: about + bounds(schema), problem }
}

/** Without `pretty`: the output is for the command line to indent. */
function queryFlagsOf(operationId: OperationId): Flag[] {
  return Object.entries(operations[operationId].query.properties).flatMap(([name, schema]) => {
    const about = queryAbout[name]
    return about === undefined ? [] : [queryFlag(operationId, name, schema, about)]
  })
}

function versionFlagOf(operationId: OperationId): Flag {
  const choices = versionsOf(operationId)
  const about = `the API date to ask for, ${choices[0]} to ${choices.at(-1)}; default: the newest`
  return { name: 'version', value: 'DATE', about, choices }
}

/** The flags that an operation has by its path, its query and its versions. */
export function operationFlags(operationId: OperationId): readonly Flag[] {
  return [...pathFlagsOf(operationId), ...queryFlagsOf(operationId), versionFlagOf(operationId)]
}
