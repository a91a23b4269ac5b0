import { escapeForTerminal, type Style } from '@export-buckets/cli-kit/style'
import { alignColumns } from '@export-buckets/cli-kit/table'

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

/** An answer for people: a list as a table of its main fields, a bucket as its fields one below the other. */
export function formatTable(responseBody: unknown, style: Style): string {
  if (!isRecord(responseBody)) return ''
  const results = responseBody['results']
  return Array.isArray(results)
    ? formatListTable(results, style)
    : formatBucketTable(responseBody, style)
}
