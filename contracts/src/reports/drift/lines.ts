import { escapeForTerminal as escapeControl } from '@export-buckets/cli-kit/terminal'
import type { AffectedDifference, DriftReport } from '../../drift/drift.ts'
import { formatLocation } from '../../drift/feature.ts'
import { isDate } from '../../drift/operation.ts'
import { isJsonObject } from '../../lib/json.ts'

/** The maximum number of characters of a text of the document. */
const maxTextLength = 200

/** Returns the beginning of a text of the document, on one printable line. */
export function shortenPrintable(text: string): string {
  return escapeControl(text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text)
}

/** Returns a value of a document as text. */
function formatValue(value: unknown): string {
  if (value === undefined) return 'none'
  if (Array.isArray(value)) return value.map(formatValue).join(', ') || 'none'
  return shortenPrintable(typeof value === 'string' ? value : JSON.stringify(value))
}

/** Returns the aspects of something added or removed: `string, required, maxLength 63`. */
function formatAspects(aspects: unknown): string {
  if (!isJsonObject(aspects)) return ''
  const { type, required, ...rest } = aspects
  const others = Object.entries(rest).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key} ${formatValue(value)}`],
  )
  const isRequired = required === true ? ['required'] : []
  return [...(type === undefined ? [] : [formatValue(type)]), ...isRequired, ...others].join(', ')
}

/** Returns `1 operation` or `2 operations`. */
export function pluralize(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Returns the last line of a report. */
export function summarizeDrift({ differences, accepted, rolesCompared }: DriftReport): string {
  const rolesNote = rolesCompared
    ? ''
    : ' Roles were not compared, because the document states them only in prose.'
  const suffix = `${accepted.length === 0 ? '' : `; ${accepted.length} accepted`}.${rolesNote}`
  if (differences.length === 0) return `No drift${suffix}`
  const operations = new Set(
    differences.map(({ location }) => location.operationId).filter(Boolean),
  )
  const interactions = new Set(differences.flatMap((difference) => difference.interactions))
  const scope = operations.size === 0 ? '' : ` in ${pluralize(operations.size, 'operation')}`
  return `${pluralize(differences.length, 'difference')}${scope}, affecting ${pluralize(interactions.size, 'interaction')} of the pact${suffix}`
}

/** A difference in a report. Identical differences of several statuses are one line. */
export interface DifferenceLine {
  readonly kind: AffectedDifference['kind']
  /** The location within the operation and version. */
  readonly location: string
  /** The changed aspect, such as `maxLength`, or all aspects of something added or removed. */
  readonly detail: string
  /** Only present for a change. */
  readonly ours?: string
  readonly theirs?: string
  readonly interactions: readonly string[]
  readonly reason?: string
}

export interface LineGroup {
  readonly operation: string
  readonly version: string
  readonly lines: readonly DifferenceLine[]
}

const anyVersion = 'all versions'

function relativeLocation({ location }: AffectedDifference): string {
  const { operationId, version = '' } = location
  const text = formatLocation(location)
  const prefix = [operationId, `${operationId} ${version}`].findLast((candidate) =>
    `${text} `.startsWith(`${candidate} `),
  )
  return prefix === undefined ? text : text.slice(prefix.length).trim()
}

function toLine(difference: AffectedDifference): DifferenceLine {
  const { kind, aspect, ours, theirs, interactions, reason } = difference
  const isChange = aspect !== undefined
  return {
    kind,
    location: relativeLocation(difference),
    detail: aspect ?? formatAspects(kind === 'added' ? theirs : ours),
    ...(isChange && { ours: formatValue(ours), theirs: formatValue(theirs) }),
    interactions,
    ...(reason && { reason }),
  }
}

const statusPattern = /^status (\d+)/

/** Merges lines that only differ by the status of an error. */
function mergeStatuses(lines: readonly DifferenceLine[]): DifferenceLine[] {
  const linesByText = new Map<string, DifferenceLine[]>()
  for (const line of lines) {
    const { interactions: _, ...rest } = line
    const key = JSON.stringify({
      ...rest,
      location: line.location.replace(statusPattern, 'status'),
    })
    linesByText.set(key, [...(linesByText.get(key) ?? []), line])
  }
  return [...linesByText.values()].flatMap((sameLines) => {
    const [first] = sameLines
    if (first === undefined) return []
    const statuses = sameLines.map(({ location }) => statusPattern.exec(location)?.[1]).join(', ')
    const location =
      sameLines.length > 1
        ? first.location.replace(statusPattern, `status ${statuses}`)
        : first.location
    return [
      {
        ...first,
        location,
        interactions: [...new Set(sameLines.flatMap(({ interactions }) => interactions))],
      },
    ]
  })
}

/** Groups differences by operation and version, in their order. */
export function groupLines(differences: readonly AffectedDifference[]): LineGroup[] {
  const groups = new Map<string, { operation: string; version: string; lines: DifferenceLine[] }>()
  for (const difference of differences) {
    const { operationId, version = '' } = difference.location
    const heading = {
      operation: operationId || 'API',
      version: isDate(version) ? version : anyVersion,
    }
    const key = JSON.stringify(heading)
    const group = groups.get(key) ?? { ...heading, lines: [] }
    group.lines.push(toLine(difference))
    groups.set(key, group)
  }
  const order = [...new Set([...groups.values()].map(({ operation }) => operation))]
  return [...groups.values()]
    .map((group) => ({ ...group, lines: mergeStatuses(group.lines) }))
    .toSorted(
      (a, b) =>
        order.indexOf(a.operation) - order.indexOf(b.operation) ||
        Number(a.version === anyVersion) - Number(b.version === anyVersion) ||
        (a.version < b.version ? -1 : 1),
    )
}
