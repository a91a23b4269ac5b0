import { UsageError } from '@export-buckets/command-line/usage-error'
import { parseQuery } from '@export-buckets/core'
import type { Call, Command } from '../command.ts'
import { projectInput } from '../inputs.ts'

const operationId = 'listGroupBackupExportBuckets'

function queryIn({ given }: Call) {
  const parsed = parseQuery(operationId, (name) => {
    const text = given.text(name)
    return text === undefined ? [] : [text]
  })
  if (parsed.ok) return parsed.query
  throw new UsageError(parsed.issues.map(({ path, message }) => `--${path}: ${message}`).join('; '))
}

async function everyPage(call: Call) {
  const { itemsPerPage, includeCount } = queryIn(call)
  const results: unknown[] = []
  const buckets = call.atlas.exportBuckets.list({
    ...projectInput(operationId, call),
    itemsPerPage,
    includeCount: false,
  })
  for await (const bucket of buckets) {
    results.push(bucket)
    call.report(`${results.length} export buckets so far`)
  }
  return { results, ...(includeCount && { totalCount: results.length }) }
}

async function onePage(call: Call) {
  const { itemsPerPage, includeCount, pageNum } = queryIn(call)
  const paging = { itemsPerPage, includeCount, pageNum }
  return call.atlas.exportBuckets.list({ ...projectInput(operationId, call), ...paging }).page()
}

export const list: Command = {
  name: 'list',
  operationId,
  about: 'Prints the export buckets of a project: all of them, or one page.',
  examples: [
    'export-buckets list --groupId 32b6e34b3d91647abb20e7b8',
    'export-buckets list --pageNum 2 --itemsPerPage 50 -o json',
    "export-buckets list | jq -r '.results[].bucketName'",
  ],
  run: (call) => (call.given.text('pageNum') === undefined ? everyPage(call) : onePage(call)),
}
