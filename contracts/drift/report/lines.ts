import type { AffectedDifference } from '../drift.ts'
import { locationText } from '../feature.ts'
import { isDate } from '../operation.ts'
import { aspectsText, valueText } from './words.ts'

/** A difference as people read it; one of several statuses alike is one. */
export interface Line {
  readonly kind: AffectedDifference['kind']
  /** Where, within the operation and the version. */
  readonly where: string
  /** `maxLength` of a change; what it is, of something added or removed. */
  readonly what: string
  /** Of a change alone. */
  readonly ours?: string
  readonly theirs?: string
  readonly pacts: readonly string[]
  readonly reason?: string
}

/** The lines of one operation and version. */
export interface Group {
  readonly operation: string
  readonly version: string
  readonly lines: readonly Line[]
}

const anyVersion = 'of any version'

function whereIn({ location }: AffectedDifference): string {
  const { operationId, version = '' } = location
  const text = locationText(location)
  const outer = [operationId, `${operationId} ${version}`].findLast((each) =>
    `${text} `.startsWith(`${each} `),
  )
  return outer === undefined ? text : text.slice(outer.length).trim()
}

function lineOf(difference: AffectedDifference): Line {
  const { kind, aspect, ours, theirs, pacts, reason } = difference
  const isChange = aspect !== undefined
  return {
    kind,
    where: whereIn(difference),
    what: aspect ?? aspectsText(kind === 'added' ? theirs : ours),
    ...(isChange && { ours: valueText(ours), theirs: valueText(theirs) }),
    pacts,
    ...(reason && { reason }),
  }
}

const statusIn = /^status (\d+)/

/** Merges identical differences across the statuses of errors. */
function withStatuses(lines: readonly Line[]): Line[] {
  const alike = new Map<string, Line[]>()
  for (const line of lines) {
    const { pacts: _, ...rest } = line
    const key = JSON.stringify({ ...rest, where: line.where.replace(statusIn, 'status') })
    alike.set(key, [...(alike.get(key) ?? []), line])
  }
  return [...alike.values()].flatMap((all) => {
    const [first] = all
    if (first === undefined) return []
    const statuses = all.map(({ where }) => statusIn.exec(where)?.[1]).join(', ')
    const where = all.length > 1 ? first.where.replace(statusIn, `status ${statuses}`) : first.where
    return [{ ...first, where, pacts: [...new Set(all.flatMap(({ pacts }) => pacts))] }]
  })
}

/** Differences by operation and version, in the order they come in. */
export function groupsOf(differences: readonly AffectedDifference[]): Group[] {
  const groups = new Map<string, { operation: string; version: string; lines: Line[] }>()
  for (const difference of differences) {
    const { operationId, version = '' } = difference.location
    const own = { operation: operationId || 'API', version: isDate(version) ? version : anyVersion }
    const key = JSON.stringify(own)
    const group = groups.get(key) ?? { ...own, lines: [] }
    group.lines.push(lineOf(difference))
    groups.set(key, group)
  }
  const order = [...new Set([...groups.values()].map(({ operation }) => operation))]
  return [...groups.values()]
    .map((group) => ({ ...group, lines: withStatuses(group.lines) }))
    .toSorted(
      (a, b) =>
        order.indexOf(a.operation) - order.indexOf(b.operation) ||
        Number(a.version === anyVersion) - Number(b.version === anyVersion) ||
        (a.version < b.version ? -1 : 1),
    )
}
