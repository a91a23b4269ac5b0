import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { parseQuery } from '@export-buckets/core'
import type { Command, CommandCall } from '../command.ts'
import { toProjectInput } from '../command-input.ts'

const operationId = 'listGroupBackupExportBuckets'

function parseListQuery({ parsedArgs }: CommandCall) {
  const result = parseQuery(operationId, (name) => {
    const text = parsedArgs.value(name)
    return text === undefined ? [] : [text]
  })
  if (result.ok) return result.query
  throw new UsageError(result.issues.map(({ path, message }) => `--${path}: ${message}`).join('; '))
}

async function listAllPages(call: CommandCall) {
  const { itemsPerPage, includeCount } = parseListQuery(call)
  const results: unknown[] = []
  const buckets = call.atlas.exportBuckets.list({
    ...toProjectInput(operationId, call),
    itemsPerPage,
    includeCount: false,
  })
  for await (const bucket of buckets) {
    results.push(bucket)
    call.onProgress(`${results.length} export buckets so far`)
  }
  return { results, ...(includeCount && { totalCount: results.length }) }
}

async function listOnePage(call: CommandCall) {
  const { itemsPerPage, includeCount, pageNum } = parseListQuery(call)
  const paging = { itemsPerPage, includeCount, pageNum }
  return call.atlas.exportBuckets.list({ ...toProjectInput(operationId, call), ...paging }).page()
}

export const listCommand: Command = {
  name: 'list',
  operationId,
  description: 'Prints the export buckets of a project: all of them, or one page.',
  examples: [
    'export-buckets list --groupId 32b6e34b3d91647abb20e7b8',
    'export-buckets list --pageNum 2 --itemsPerPage 50 -o json',
    "export-buckets list | jq -r '.results[].bucketName'",
  ],
  run: (call) =>
    call.parsedArgs.value('pageNum') === undefined ? listAllPages(call) : listOnePage(call),
}
