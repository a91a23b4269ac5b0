import type { Drift, Left, Touching } from '../drift.ts'

function row({ id, place, kind, aspect, ours, theirs, pacts, ...rest }: Touching | Left): object {
  const { operationId, version, status } = place
  return {
    id,
    ...(operationId && { operationId }),
    ...(version && { version }),
    ...(status && { status }),
    ...{ kind, aspect, ours, theirs, pacts },
    ...('reason' in rest && { reason: rest.reason }),
  }
}

/** The report for programs: everything, accepted differences too. */
export function jsonReport({ differences, accepted, stale, rolesCompared }: Drift): string {
  const report = {
    drift: differences.length > 0,
    differences: differences.map(row),
    accepted: accepted.map(row),
    stale,
    rolesCompared,
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
