import { escapeForTerminal as escapeControl } from '@export-buckets/cli-kit/style'
import type { DriftReport } from '../../drift/drift.ts'
import { isJsonObject } from '../../lib/json.ts'

const MAX_TEXT_LENGTH = 200

/** The beginning of a text from elsewhere, on one line. */
export function shortenPrintable(text: string): string {
  return escapeControl(text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text)
}

/** A value of a document as people read it. */
export function formatValue(value: unknown): string {
  if (value === undefined) return 'none'
  if (Array.isArray(value)) return value.map(formatValue).join(', ') || 'none'
  return shortenPrintable(typeof value === 'string' ? value : JSON.stringify(value))
}

/** What something added or removed is: `string, required, maxLength 63`. */
export function formatAspects(aspects: unknown): string {
  if (!isJsonObject(aspects)) return ''
  const { type, required, ...rest } = aspects
  const others = Object.entries(rest).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key} ${formatValue(value)}`],
  )
  const isRequired = required === true ? ['required'] : []
  return [...(type === undefined ? [] : [formatValue(type)]), ...isRequired, ...others].join(', ')
}

/** A number of things. */
export function pluralize(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** The last line of a report. */
export function summarizeDrift({ differences, accepted, rolesCompared }: DriftReport): string {
  const rolesNote = rolesCompared
    ? ''
    : ' Roles are not compared: the document states none as data.'
  const suffix = `${accepted.length === 0 ? '' : `; ${accepted.length} accepted`}.${rolesNote}`
  if (differences.length === 0) return `No drift${suffix}`
  const operations = new Set(
    differences.map(({ location }) => location.operationId).filter(Boolean),
  )
  const interactions = new Set(differences.flatMap((difference) => difference.interactions))
  const scope = operations.size === 0 ? '' : ` in ${pluralize(operations.size, 'operation')}`
  return `${pluralize(differences.length, 'difference')}${scope}, touching ${pluralize(interactions.size, 'interaction')} of the pact${suffix}`
}
