import type { Comparison, Sample, Target } from './suite.ts'

/** The middle of several figures, and how far they lie apart. */
export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

/** A comparison with what came of it. */
export interface Outcome extends Comparison {
  /** Absent where one of the two was not measured. */
  readonly result?: Spread
  /** Absent where there is no target, or no result. */
  readonly met?: boolean
}

/** The value below which `share` (0 to 1) of the sorted figures lie, NaN of none. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share))
  return sorted[at] ?? Number.NaN
}

/** @throws RangeError when there is no figure, or one that is not finite: nothing was measured then */
export function spread(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b)
  const [least, most] = [sorted[0], sorted.at(-1)]
  if (least === undefined || most === undefined || !sorted.every(Number.isFinite)) {
    throw new RangeError(`expected finite figures, got [${figures.join(', ')}]`)
  }
  const half = sorted.length / 2
  const [low = least, high = most] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  return { median: (low + high) / 2, least, most }
}

/** The figures of a series by a metric, in the order of the rounds. */
export function figuresOf(samples: readonly Sample[], series: string, metric: string): number[] {
  return samples
    .filter((sample) => sample.series === series && sample.metric === metric)
    .toSorted((a, b) => a.round - b.round)
    .map(({ value }) => value)
}

function isMet(median: number, target: Target): boolean {
  return 'atLeast' in target ? median >= target.atLeast : median <= target.atMost
}

/** Makes a comparison: the ratio is taken within each round, so that what slows a whole round down cancels out. */
export function compare(samples: readonly Sample[], comparison: Comparison): Outcome {
  const { metric, series, against, target } = comparison
  const own = figuresOf(samples, series, metric)
  const others = against === undefined ? own.map(() => 1) : figuresOf(samples, against, metric)
  if (own.length === 0 || others.length === 0) return comparison
  const result = spread(own.map((value, round) => value / (others[round] ?? Number.NaN)))
  return { ...comparison, result, ...(target && { met: isMet(result.median, target) }) }
}
