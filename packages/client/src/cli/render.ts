import type { Given } from '@export-buckets/command-line/arguments'
import { printableJson } from '@export-buckets/command-line/printable'
import type { Style } from '@export-buckets/command-line/style'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { type OperationId, operations } from '@export-buckets/core'
import { table } from './table.ts'

/** How an answer is written. */
export type Format = 'json' | 'envelope' | 'table'

/**
 * The format that is asked for: by default, a table for people and JSON for programs.
 *
 * @throws UsageError for an envelope around a table
 */
export function formatOf(given: Given, isTTY: boolean): Format {
  const output = given.text('output')
  if (given.isTrue('envelope')) {
    if (output === 'table') throw new UsageError('--envelope: only for JSON, not with -o table')
    return 'envelope'
  }
  return output === 'table' || (output === undefined && isTTY) ? 'table' : 'json'
}

/** As Atlas does: a list has its status within, anything else is wrapped. */
function enveloped(answer: unknown, status: number): unknown {
  if (typeof answer !== 'object' || answer === null || !('results' in answer)) {
    return { content: answer, status }
  }
  const entries = Object.entries({ ...answer, status })
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function json(value: unknown): string {
  return printableJson(JSON.stringify(value, null, 2))
}

/** The output for an answer, empty where there is nothing to print. */
export function render(
  operationId: OperationId,
  answer: unknown,
  format: Format,
  style: Style,
): string {
  const { successStatus } = operations[operationId]
  if (format === 'envelope') return `${json(enveloped(answer, successStatus))}\n`
  if (answer === undefined) return ''
  return `${format === 'json' ? json(answer) : table(answer, style)}\n`
}
