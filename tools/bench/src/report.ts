import { mkdirSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import type { Comparison, Measurements, Suite } from './suite.ts'

/** Where and how figures were measured. */
export interface Run {
  /** The start: ISO 8601, in UTC. */
  readonly time: string
  readonly command: string
  readonly rounds: number
  readonly seconds: number
  readonly cpu: string
  readonly machine: string
  /** Processes that wanted a processor in the minute before the run. */
  readonly loadAverage: number
}

/** Describes a run on this machine that starts now. */
export function describeRun(command: string, rounds: number, seconds: number): Run {
  const cpu = cpus()[0]?.model.trim() ?? 'unknown'
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  const system = `${type()} ${release()} ${arch()}, Node ${process.version}`
  const machine = [cpu, `${cpus().length} cores`, memory, system].join(', ')
  const loadAverage = Number(loadavg()[0]?.toFixed(2))
  return { time: new Date().toISOString(), command, rounds, seconds, cpu, machine, loadAverage }
}

/** The median of figures, and their range. */
interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** @throws RangeError when there is no figure, or one that is not finite */
export function computeSpread(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  const [min = NaN, max = NaN] = [sorted[0], sorted.at(-1)]
  const [low = NaN, high = NaN] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  if (sorted.length > 0 && sorted.every(Number.isFinite))
    return { median: (low + high) / 2, min, max }
  throw new RangeError(`expected finite figures, got [${figures.join(', ')}]`)
}

function getFigures(measurements: Measurements, series: string, metric: string): number[] {
  return (measurements.get(series) ?? []).map((figures) => figures[metric] ?? NaN)
}

/** Compares two series within each round, so that a slow round does not change the ratio. */
export function compare(
  measurements: Measurements,
  { metric, of, to, atLeast = -Infinity, atMost = Infinity }: Comparison,
): Spread & { readonly isMet: boolean } {
  const figures = getFigures(measurements, of, metric)
  const divisors = to === undefined ? figures.map(() => 1) : getFigures(measurements, to, metric)
  const spread = computeSpread(figures.map((figure, round) => figure / (divisors[round] ?? NaN)))
  return { ...spread, isMet: spread.median >= atLeast && spread.median <= atMost }
}

const format = (value: number, digits: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })

function formatSpread({ median, min, max }: Spread, digits: number): string {
  const [middle, low, high] = [median, min, max].map((value) => format(value, digits))
  return low === high ? `${middle}` : `${middle} (${low}–${high})`
}

function formatTarget({ atLeast, atMost }: Comparison): string {
  if (atLeast !== undefined) return `≥ ${atLeast}`
  return atMost === undefined ? '' : `≤ ${atMost}`
}

/** Returns a table of Markdown whose columns are aligned for a terminal. */
function toTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) =>
    Math.max(3, ...[head, ...rows].map((row) => row[at]?.length ?? 0)),
  )
  const rule = widths.map((width, at) =>
    at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  )
  const lines = [head, rule, ...rows].map((row) =>
    widths.map((width, at) => (at === 0 ? row[at]?.padEnd(width) : row[at]?.padStart(width))),
  )
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Returns the figures and comparisons of a suite as Markdown. */
export function formatSuite(suite: Suite, measurements: Measurements): string {
  const { name, about, metrics, comparisons } = suite
  const columns = Object.entries(metrics)
  const figures = [...measurements.keys()].map((series) => {
    const cells = columns.map(([metric, { digits }]) =>
      formatSpread(computeSpread(getFigures(measurements, series, metric)), digits),
    )
    return [series, ...cells]
  })
  const ratios = comparisons.map((comparison) => {
    const { metric, of, to } = comparison
    const { isMet, ...spread } = compare(measurements, comparison)
    const { unit, digits } = (to === undefined && metrics[metric]) || { unit: '×', digits: 2 }
    const target = formatTarget(comparison)
    const label = `${metric}: ${to === undefined ? of : `${of} / ${to}`}`
    const outcome = isMet ? 'met' : 'MISSED'
    return [label, `${formatSpread(spread, digits)} ${unit}`, target, target === '' ? '' : outcome]
  })
  return [
    `## ${name}`,
    about,
    toTable([['', ...columns.map(([metric, { unit }]) => `${metric}, ${unit}`)], ...figures]),
    toTable([['', 'median (min–max)', 'target', ''], ...ratios]),
  ].join('\n\n')
}

/** A load average above which other programs disturbed the run. */
const maxIdleLoad = 0.5

/** Returns a run as a document that says how to repeat it. */
function toMarkdown(run: Run, suites: readonly string[], figuresFile: string): string {
  const { time, command, rounds, seconds, machine, loadAverage } = run
  const warning = `**Not final**: other programs ran on the machine (load average ${loadAverage} before the run).`
  const sections = [
    '# Results',
    'Written by the command, on one machine in one session:',
    `<!-- test: because="it takes minutes" replace="--save => --help" prints="--save" -->\n\`\`\`sh\n${command}\n\`\`\``,
    'Each figure is the median of the rounds, with the range in brackets. Ratios are computed within each round, in which the series take turns. Every response is verified.',
    `- ${time.slice(0, 10)}, ${rounds} rounds of ${seconds} s per series\n- ${machine}, load average before the run ${loadAverage}\n- all figures: [${figuresFile}](${figuresFile})`,
    ...(loadAverage > maxIdleLoad ? [warning] : []),
    ...suites,
  ]
  return `${sections.join('\n\n')}\n`
}

/** Writes `RESULTS.md` and `results/<date>-<processor>.json`, and returns their paths. */
export function saveRun(
  run: Run,
  results: ReadonlyMap<Suite, Measurements>,
  folder: string,
): string[] {
  const cpu = run.cpu.toLowerCase().match(/[a-z0-9]+/g) ?? []
  const figuresFile = `results/${[run.time.slice(0, 10), ...cpu].join('-')}.json`
  const figures = [...results].map(([{ name }, series]) => [name, Object.fromEntries(series)])
  const suites = [...results].map(([suite, measurements]) => formatSuite(suite, measurements))
  const files = {
    [figuresFile]: `${JSON.stringify({ ...run, suites: Object.fromEntries(figures) }, null, 1)}\n`,
    'RESULTS.md': toMarkdown(run, suites, figuresFile),
  }
  mkdirSync(join(folder, 'results'), { recursive: true })
  return Object.entries(files).map(([name, content]) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  })
}
