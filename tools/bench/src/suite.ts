/** How suites are to measure. */
export interface Options {
  /** How many times each series is measured; the series take turns within a round. */
  readonly rounds: number
  /** Seconds that one measurement of a series goes on, where a suite measures over time. */
  readonly seconds: number
  /**
   * Requests that make a measurement of a server, in the place of seconds. The figures then say little, but no speed of the
   * machine makes a measurement fail.
   */
  readonly requests?: number
  /** The module of the Worker that is deployed, where it is another than the edge's own entry. */
  readonly worker?: string
}

/** What a column of figures means. */
export interface Metric {
  readonly name: string
  /** Behind the figures: `req/s`, `ms`. */
  readonly unit: string
  /** Digits after the decimal point. */
  readonly digits: number
}

/** One figure: of a series, by a metric, in a round. */
export interface Sample {
  readonly series: string
  readonly metric: string
  /** From 0. Figures of one round were taken side by side, so ratios are made within it. */
  readonly round: number
  readonly value: number
}

/** What came of a suite. */
export interface Measured {
  readonly samples: readonly Sample[]
  /** Series that could not be measured, and why: what is missing, and what makes it. */
  readonly missing?: Readonly<Record<string, string>>
}

/** A goal that the project set itself. */
export type Target = { readonly atLeast: number } | { readonly atMost: number }

/** A ratio of two series, or, without `against`, a series's own figure, and its goal where there is one. */
export interface Comparison {
  readonly metric: string
  readonly series: string
  readonly against?: string
  readonly target?: Target
}

/** One part of the benchmarks. */
export interface Suite {
  readonly name: string
  /** What is measured, in a sentence or two for whoever reads the figures. */
  readonly about: string
  readonly metrics: readonly Metric[]
  readonly comparisons: readonly Comparison[]
  /** Measures. Every answer is verified; one that is wrong is an error, not a figure. */
  run(options: Options): Promise<Measured>
}
