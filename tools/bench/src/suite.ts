/** How suites measure. */
export interface Options {
  /** The number of measurements of each series. */
  readonly rounds: number
  /** The duration of one measurement in seconds, for suites that measure over time. */
  readonly seconds: number
  /** Ends a load on a server after this many requests instead of `seconds`, so that no test depends on speed. */
  readonly requests?: number
}

/** The figures of one measurement, by metric. */
export type Figures = Readonly<Record<string, number>>

/** The figures of each series, one for each round. */
export type Measurements = ReadonlyMap<string, readonly Figures[]>

/** The ratio of one series to another, or the figure of one series without `to`. The bounds are targets. */
export interface Comparison {
  readonly metric: string
  readonly of: string
  readonly to?: string
  readonly atLeast?: number
  readonly atMost?: number
}

/** One part of the benchmark. */
export interface Suite {
  readonly name: string
  /** Explains to readers of the figures what is measured. */
  readonly about: string
  /** The columns of figures, and the number of their digits after the decimal point. */
  readonly metrics: Readonly<Record<string, { readonly unit: string; readonly digits: number }>>
  readonly comparisons: readonly Comparison[]
  /**
   * Measures every series.
   *
   * @throws Error when a response is wrong, because errors are often quicker than responses
   */
  run(options: Options): Promise<Measurements>
}

/** Measures the series in turns. Each round starts with another series, so that neighbours vary. */
export async function runRounds<T>(
  series: Readonly<Record<string, T>>,
  rounds: number,
  measure: (value: T, name: string) => Promise<Figures>,
): Promise<Measurements> {
  const entries = Object.entries(series)
  const measurements = new Map<string, Figures[]>(entries.map(([name]) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    const first = round % entries.length
    for (const [name, value] of [...entries.slice(first), ...entries.slice(0, first)]) {
      measurements.get(name)?.push(await measure(value, name))
    }
  }
  return measurements
}
