import { printable, type Style } from '@export-buckets/command-line/style'
import { aligned } from '@export-buckets/command-line/table'

function cell(value: unknown): string {
  if (value === undefined) return '-'
  return printable(typeof value === 'string' ? value : JSON.stringify(value))
}

function isBucket(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

const columns: Readonly<Record<string, readonly string[]>> = {
  ID: ['_id'],
  PROVIDER: ['cloudProvider'],
  BUCKET: ['bucketName'],
  'PRIVATE NETWORKING': ['requirePrivateNetworking'],
  ROLE: ['iamRoleId', 'roleId'],
}

function listTable(buckets: readonly unknown[], style: Style): string {
  const rows = buckets
    .filter(isBucket)
    .map((bucket) =>
      Object.values(columns).map((keys) =>
        cell(keys.map((key) => bucket[key]).find((value) => value !== undefined)),
      ),
    )
  const [head = '', ...lines] = aligned([Object.keys(columns), ...rows])
  return [style('bold', head), ...lines].join('\n')
}

function bucketTable(bucket: Readonly<Record<string, unknown>>, style: Style): string {
  const rows = Object.entries(bucket).filter(([key]) => key !== 'links')
  const width = Math.max(...rows.map(([key]) => key.length))
  return rows
    .map(([key, value]) => `${style('bold', printable(key).padEnd(width))}  ${cell(value)}`)
    .join('\n')
}

/** An answer for people: a list as a table of its main fields, a bucket as its fields one below the other. */
export function table(answer: unknown, style: Style): string {
  if (!isBucket(answer)) return ''
  const results = answer['results']
  return Array.isArray(results) ? listTable(results, style) : bucketTable(answer, style)
}
