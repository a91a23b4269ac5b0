import type { AffectedDifference, DriftReport } from '../../drift/drift.ts'

function toJsonDifference({ id, location, ...difference }: AffectedDifference): object {
  const { operationId, version, status } = location
  const { kind, aspect, ours, theirs, interactions, reason } = difference
  return {
    id,
    ...(operationId && { operationId }),
    ...(version && { version }),
    ...(status && { status }),
    ...{ kind, aspect, ours, theirs, pacts: interactions, reason },
  }
}

/** The report for programs: everything, accepted differences too. */
export function jsonReport({ differences, accepted, stale, rolesCompared }: DriftReport): string {
  const report = {
    drift: differences.length > 0,
    differences: differences.map(toJsonDifference),
    accepted: accepted.map(toJsonDifference),
    stale,
    rolesCompared,
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
