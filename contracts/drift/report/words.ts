import { printable as escaped } from '@export-buckets/command-line/style'
import type { DriftReport } from '../drift.ts'
import { isJsonObject } from '../json-object.ts'

const longest = 200

/** The beginning of a text from elsewhere, on one line. */
export function printable(text: string): string {
  return escaped(text.length > longest ? `${text.slice(0, longest)}…` : text)
}

/** A value of a document as people read it. */
export function valueText(value: unknown): string {
  if (value === undefined) return 'none'
  if (Array.isArray(value)) return value.map(valueText).join(', ') || 'none'
  return printable(typeof value === 'string' ? value : JSON.stringify(value))
}

/** What something added or removed is: `string, required, maxLength 63`. */
export function aspectsText(aspects: unknown): string {
  if (!isJsonObject(aspects)) return ''
  const { type, required, ...rest } = aspects
  const others = Object.entries(rest).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key} ${valueText(value)}`],
  )
  const isRequired = required === true ? ['required'] : []
  return [...(type === undefined ? [] : [valueText(type)]), ...isRequired, ...others].join(', ')
}

/** A number of things. */
export function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}

/** The last line of a report. */
export function verdict({ differences, accepted, rolesCompared }: DriftReport): string {
  const roles = rolesCompared ? '' : ' Roles are not compared: the document states none as data.'
  const left = `${accepted.length === 0 ? '' : `; ${accepted.length} accepted`}.${roles}`
  if (differences.length === 0) return `No drift${left}`
  const operations = new Set(
    differences.map(({ location }) => location.operationId).filter(Boolean),
  )
  const pacts = new Set(differences.flatMap((each) => each.pacts))
  const where = operations.size === 0 ? '' : ` in ${counted(operations.size, 'operation')}`
  return `${counted(differences.length, 'difference')}${where}, touching ${counted(pacts.size, 'interaction')} of the pact${left}`
}
