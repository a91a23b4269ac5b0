import { type CellReport, count, type Outcome, outcomes } from '../../verify/report.ts'

/** Why cells were not asked, with how many there are of each reason; the commonest first. */
export function reasonsNotAsked(cells: readonly CellReport[]): [string, number][] {
  const asked = cells.filter(({ outcome }) => outcome === 'not asked')
  const reasons = Map.groupBy(asked, ({ reason = '' }) => reason)
  return [...reasons]
    .map(([reason, own]): [string, number] => [reason, own.length])
    .toSorted(([, a], [, b]) => b - a)
}

/** `253 hold, 0 differ, 199 not asked`. */
export function summary(cells: readonly CellReport[]): string {
  const words: Readonly<Record<Outcome, string>> = {
    holds: 'hold',
    differs: 'differ',
    unanswered: 'unanswered',
    'not asked': 'not asked',
  }
  return outcomes
    .map((outcome) => [count(cells, outcome), outcome] as const)
    .filter(([number, outcome]) => number > 0 || outcome === 'holds' || outcome === 'differs')
    .map(([number, outcome]) => `${number} ${words[outcome]}`)
    .join(', ')
}
