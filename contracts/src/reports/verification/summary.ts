import { type CellReport, countOutcome, outcomes } from '../../verify/report.ts'

/** Returns why cells were skipped, with how many there are of each reason; the commonest first. */
export function skipReasons(cells: readonly CellReport[]): [string, number][] {
  const skipped = cells.filter(({ outcome }) => outcome === 'skipped')
  const reasons = Map.groupBy(skipped, ({ reason = '' }) => reason)
  return [...reasons]
    .map(([reason, cellsWithReason]): [string, number] => [reason, cellsWithReason.length])
    .toSorted(([, a], [, b]) => b - a)
}

/** Returns `253 passed, 0 failed, 199 skipped`. */
export function summary(cells: readonly CellReport[]): string {
  return outcomes
    .map((outcome) => [countOutcome(cells, outcome), outcome] as const)
    .filter(([number, outcome]) => number > 0 || outcome === 'passed' || outcome === 'failed')
    .map(([number, outcome]) =>
      outcome === 'error' && number !== 1 ? `${number} errors` : `${number} ${outcome}`,
    )
    .join(', ')
}

/** The title of the list of {@link Report.refusedRequests}. */
export const refusedRequestsTitle =
  'Requests of other processes on this machine, refused by the proxy of the verification'
