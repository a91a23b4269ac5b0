import type { AffectedDifference, DriftReport } from '../drift.ts'

function row({ id, location, ...difference }: AffectedDifference): object {
  const { operationId, version, status } = location
  const { kind, aspect, ours, theirs, pacts, reason } = difference
  return {
    id,
    ...(operationId && { operationId }),
    ...(version && { version }),
    ...(status && { status }),
    ...{ kind, aspect, ours, theirs, pacts, reason },
  }
}

/** The report for programs: everything, accepted differences too. */
export function jsonReport({ differences, accepted, stale, rolesCompared }: DriftReport): string {
  const report = {
    drift: differences.length > 0,
    differences: differences.map(row),
    accepted: accepted.map(row),
    stale,
    rolesCompared,
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
