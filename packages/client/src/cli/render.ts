import { type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import { alignColumns } from '@export-buckets/cli-kit/help'
import { escapeJsonForTerminal } from '@export-buckets/cli-kit/printable'
import { escapeForTerminal, type Style } from '@export-buckets/cli-kit/terminal'
import type { Command, CommandResult } from './command.ts'
import type { Row, Table } from './tables.ts'

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

function isRecord(value: unknown): value is Row {
  return typeof value === 'object' && value !== null
}

function formatListTable(rows: readonly unknown[], { columns }: Table, style: Style): string {
  const cells = rows
    .filter(isRecord)
    .map((row) => Object.values(columns).map((column) => formatCell(column(row) ?? undefined)))
  const [header = '', ...lines] = alignColumns([Object.keys(columns), ...cells])
  return [style('bold', header), ...lines].join('\n')
}

function formatFields(body: Row, style: Style): string {
  const rows = Object.entries(body).filter(([key]) => key !== 'links')
  const width = Math.max(...rows.map(([key]) => key.length))
  return rows
    .map(
      ([key, value]) =>
        `${style('bold', escapeForTerminal(key).padEnd(width))}  ${formatCell(value)}`,
    )
    .join('\n')
}

/** Formats a list as a table of its main fields, and any other body as one field per line. */
function formatTable(responseBody: unknown, table: Table | undefined, style: Style): string {
  if (!isRecord(responseBody)) return ''
  const rows = table?.rows === undefined ? responseBody['results'] : table.rows(responseBody)
  return table !== undefined && Array.isArray(rows)
    ? formatListTable(rows, table, style)
    : formatFields(responseBody, style)
}

function toPrettyJson(value: unknown): string {
  return escapeJsonForTerminal(JSON.stringify(value, null, 2))
}

/** Formats the output of a command. Returns an empty string when there is nothing to print. */
export function render(
  { successStatus, table }: Pick<Command, 'successStatus' | 'table'>,
  { body, summary }: CommandResult,
  format: OutputFormat,
  style: Style,
): string {
  if (format === 'envelope') return `${toPrettyJson(wrapEnvelope(body, successStatus))}\n`
  if (body === undefined) return ''
  if (format === 'json') return `${toPrettyJson(body)}\n`
  const lastLine = summary === undefined ? '' : `\n${escapeForTerminal(summary)}\n`
  return `${formatTable(body, table, style)}\n${lastLine}`
}
