import type { Outcome, Spread } from '../statistics.ts'
import type { Metric } from '../suite.ts'
import type { SuiteReport } from './report.ts'

const grouped = (value: number, digits: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** The median, and in brackets the least and the most where they differ. */
function spreadCell(found: Spread | undefined, digits: number): string {
  if (found === undefined) return '–'
  const [median, least, most] = [found.median, found.least, found.most].map((value) =>
    grouped(value, digits),
  )
  return least === most ? `${median}` : `${median} (${least}–${most})`
}

function targetCell({ target }: Outcome, digits: number): string {
  if (target === undefined) return ''
  return 'atLeast' in target
    ? `≥ ${grouped(target.atLeast, digits)}`
    : `≤ ${grouped(target.atMost, digits)}`
}

function verdict({ target, met, result }: Outcome): string {
  if (result === undefined) return 'not measured'
  return target === undefined ? '' : met ? 'met' : 'MISSED'
}

function outcomeRow(metrics: readonly Metric[], outcome: Outcome): string[] {
  const { metric, series, against, result } = outcome
  const own = metrics.find(({ name }) => name === metric)
  // A ratio has no unit.
  const digits = against === undefined ? (own?.digits ?? 0) : 2
  const unit = against === undefined ? own?.unit : '×'
  const figure = result ? `${spreadCell(result, digits)} ${unit}` : '–'
  const what = against === undefined ? series : `${series} / ${against}`
  return [`${metric}: ${what}`, figure, targetCell(outcome, digits), verdict(outcome)]
}

/** A table of text, its head first. */
export type Cells = readonly (readonly string[])[]

/** The figures of every series. */
export function figureCells({ metrics, rows }: SuiteReport): Cells {
  const head = ['', ...metrics.map(({ name, unit }) => `${name}, ${unit}`)]
  const body = rows.map(({ series, figures }) => [
    series,
    ...figures.map((found, at) => spreadCell(found, metrics[at]?.digits ?? 0)),
  ])
  return [head, ...body]
}

/** The comparisons, with targets and whether they were met. */
export function outcomeCells({ metrics, outcomes }: SuiteReport): Cells {
  const head = ['', 'median (least–most)', 'target', '']
  return [head, ...outcomes.map((outcome) => outcomeRow(metrics, outcome))]
}
