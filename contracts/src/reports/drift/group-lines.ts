import type { AffectedDifference } from '../../drift/drift.ts'
import { formatLocation } from '../../drift/feature.ts'
import { isDate } from '../../drift/operation.ts'
import { formatAspects, formatValue } from './format.ts'

/** A difference as people read it; one of several statuses alike is one. */
export interface DifferenceLine {
  readonly kind: AffectedDifference['kind']
  /** Where, within the operation and the version. */
  readonly location: string
  /** `maxLength` of a change; what it is, of something added or removed. */
  readonly detail: string
  /** Of a change alone. */
  readonly ours?: string
  readonly theirs?: string
  readonly interactions: readonly string[]
  readonly reason?: string
}

/** The lines of one operation and version. */
export interface LineGroup {
  readonly operation: string
  readonly version: string
  readonly lines: readonly DifferenceLine[]
}

const anyVersion = 'of any version'

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

/** Merges identical differences across the statuses of errors. */
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

/** Differences by operation and version, in the order they come in. */
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
