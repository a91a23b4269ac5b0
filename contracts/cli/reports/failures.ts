import type { CellReport } from '../../verify/report.ts'

/** Whether there is something to say of a cell. */
export function isFailure({ outcome }: CellReport): boolean {
  return outcome === 'differs' || outcome === 'unanswered'
}

/** The cells of which there is something to say. */
export function failures(cells: readonly CellReport[]): CellReport[] {
  return cells.filter(isFailure)
}

/**
 * The cells of which there is something to say, those together of which it is the same: a provider that is wrong in one
 * thing is so in a hundred cells.
 */
export function failureGroups(cells: readonly CellReport[]): FailureGroup[] {
  const sameOf = ({ outcome, reason, differences }: CellReport) =>
    JSON.stringify([outcome, reason, differences])
  return [...Map.groupBy(failures(cells), sameOf).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ first, others: others.length }],
  )
}

/** Cells of which the same is to be said. */
export interface FailureGroup {
  readonly first: CellReport
  /** How many there are besides the first. */
  readonly others: number
}

/** The cells of a group, in words. */
export function groupTitle({ first, others }: FailureGroup): string {
  return others === 0 ? first.description : `${first.description} (and ${others} more cells)`
}
