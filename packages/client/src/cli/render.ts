import { type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import { alignColumns } from '@export-buckets/cli-kit/help'
import { escapeJsonForTerminal } from '@export-buckets/cli-kit/printable'
import { escapeForTerminal, type Style } from '@export-buckets/cli-kit/terminal'
import { type OperationId, operations } from '@export-buckets/core'

/** The format of the output. */
export type OutputFormat = 'json' | 'envelope' | 'table'

/**
 * Returns the output format. The default is a table on a terminal and JSON elsewhere.
 *
 * @throws UsageError for `--envelope` with a table
 */
export function selectFormat(parsedArgs: ParsedArguments, isTTY: boolean): OutputFormat {
  const output = parsedArgs.value('output')
  if (parsedArgs.isTrue('envelope')) {
    if (output === 'table') throw new UsageError('--envelope cannot be combined with -o table')
    return 'envelope'
  }
  return output === 'table' || (output === undefined && isTTY) ? 'table' : 'json'
}

/** Wraps a response body as Atlas does: a list gets a `status` field, any other body becomes `content`. */
function wrapEnvelope(responseBody: unknown, status: number): unknown {
  if (typeof responseBody !== 'object' || responseBody === null || !('results' in responseBody)) {
    return { content: responseBody, status }
  }
  const entries = Object.entries({ ...responseBody, status })
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function formatCell(value: unknown): string {
  if (value === undefined) return '-'
  return escapeForTerminal(typeof value === 'string' ? value : JSON.stringify(value))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

const columns: Readonly<Record<string, readonly string[]>> = {
  ID: ['_id'],
  PROVIDER: ['cloudProvider'],
  BUCKET: ['bucketName'],
  'PRIVATE NETWORKING': ['requirePrivateNetworking'],
  ROLE: ['iamRoleId', 'roleId'],
}

function formatListTable(buckets: readonly unknown[], style: Style): string {
  const rows = buckets
    .filter(isRecord)
    .map((bucket) =>
      Object.values(columns).map((keys) =>
        formatCell(keys.map((key) => bucket[key]).find((value) => value !== undefined)),
      ),
    )
  const [header = '', ...lines] = alignColumns([Object.keys(columns), ...rows])
  return [style('bold', header), ...lines].join('\n')
}

function formatBucketTable(bucket: Readonly<Record<string, unknown>>, style: Style): string {
  const rows = Object.entries(bucket).filter(([key]) => key !== 'links')
  const width = Math.max(...rows.map(([key]) => key.length))
  return rows
    .map(
      ([key, value]) =>
        `${style('bold', escapeForTerminal(key).padEnd(width))}  ${formatCell(value)}`,
    )
    .join('\n')
}

/** Formats a list as a table of its main fields, and a bucket as one field per line. */
function formatTable(responseBody: unknown, style: Style): string {
  if (!isRecord(responseBody)) return ''
  const results = responseBody['results']
  return Array.isArray(results)
    ? formatListTable(results, style)
    : formatBucketTable(responseBody, style)
}

function toPrettyJson(value: unknown): string {
  return escapeJsonForTerminal(JSON.stringify(value, null, 2))
}

/** Formats a response body. Returns an empty string when there is nothing to print. */
export function render(
  operationId: OperationId,
  responseBody: unknown,
  format: OutputFormat,
  style: Style,
): string {
  const { successStatus } = operations[operationId]
  if (format === 'envelope') return `${toPrettyJson(wrapEnvelope(responseBody, successStatus))}\n`
  if (responseBody === undefined) return ''
  return `${format === 'json' ? toPrettyJson(responseBody) : formatTable(responseBody, style)}\n`
}
