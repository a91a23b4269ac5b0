import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { escapeJsonForTerminal } from '@export-buckets/cli-kit/printable'
import type { Style } from '@export-buckets/cli-kit/style'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { type OperationId, operations } from '@export-buckets/core'
import { formatTable } from './table.ts'

/** How an answer is written. */
export type OutputFormat = 'json' | 'envelope' | 'table'

/**
 * The format that is asked for: by default, a table for people and JSON for programs.
 *
 * @throws UsageError for an envelope around a table
 */
export function selectFormat(parsedArgs: ParsedArguments, isTTY: boolean): OutputFormat {
  const output = parsedArgs.value('output')
  if (parsedArgs.isTrue('envelope')) {
    if (output === 'table') throw new UsageError('--envelope: only for JSON, not with -o table')
    return 'envelope'
  }
  return output === 'table' || (output === undefined && isTTY) ? 'table' : 'json'
}

/** As Atlas does: a list has its status within, anything else is wrapped. */
function wrapEnvelope(responseBody: unknown, status: number): unknown {
  if (typeof responseBody !== 'object' || responseBody === null || !('results' in responseBody)) {
    return { content: responseBody, status }
  }
  const entries = Object.entries({ ...responseBody, status })
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function toPrettyJson(value: unknown): string {
  return escapeJsonForTerminal(JSON.stringify(value, null, 2))
}

/** The output for an answer, empty where there is nothing to print. */
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
