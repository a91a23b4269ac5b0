import type { Machine } from '../machine.ts'
import { compare, figuresOf, type Outcome, type Spread, spread } from '../statistics.ts'
import type { Measured, Metric, Suite } from '../suite.ts'

/** A series with its figures, in the order of the suite's metrics; undefined where there are none. */
interface Row {
  readonly series: string
  readonly figures: readonly (Spread | undefined)[]
}

/** What a suite found. */
export interface SuiteReport {
  readonly suite: string
  readonly about: string
  readonly metrics: readonly Metric[]
  readonly rows: readonly Row[]
  readonly outcomes: readonly Outcome[]
  readonly missing: readonly string[]
  readonly samples: Measured['samples']
}

/** A whole run. */
export interface Report {
  /** ISO 8601, UTC, of its beginning. */
  readonly time: string
  readonly command: string
  readonly rounds: number
  readonly seconds: number
  readonly machine: Machine
  readonly suites: readonly SuiteReport[]
}

/** Puts a suite's samples in order. */
export function reportOf(
  { name, about, metrics, comparisons }: Suite,
  { samples, missing = {} }: Measured,
): SuiteReport {
  const rows = [...new Set(samples.map(({ series }) => series))].map((series) => ({
    series,
    figures: metrics.map((metric) => {
      const figures = figuresOf(samples, series, metric.name)
      return figures.length === 0 ? undefined : spread(figures)
    }),
  }))
  const outcomes = comparisons.map((comparison) => compare(samples, comparison))
  return { suite: name, about, metrics, rows, outcomes, missing: Object.values(missing), samples }
}
