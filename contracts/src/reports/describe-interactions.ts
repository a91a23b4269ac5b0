interface DateSeries {
  readonly start: string
  readonly end: string
  readonly dates: string[]
}

const datePattern = /^(?<start>.* asked for )(?<date>\d{4}-\d{2}-\d{2})(?<end>.*)$/

function formatSeries({ start, end, dates }: DateSeries): string {
  const [first = '', ...rest] = dates.toSorted()
  const last = rest.at(-1)
  return last === undefined
    ? `${start}${first}${end}`
    : `${start}${first} … ${last}${end} (${dates.length})`
}

/**
 * Returns descriptions of interactions without the operation. Those that only differ by the API date become one: `AWS
 * asked for 2024-05-30 … 2025-03-12 with Bearer (6)`.
 */
export function describeInteractions(descriptions: readonly string[]): string[] {
  const series = new Map<string, DateSeries>()
  for (const description of descriptions) {
    const name = description.replace(/^\w+: /, '')
    const { start = name, date = '', end = '' } = datePattern.exec(name)?.groups ?? {}
    const key = `${start}${end}`
    const matchingSeries = series.get(key) ?? { start, end, dates: [] }
    matchingSeries.dates.push(date)
    series.set(key, matchingSeries)
  }
  return [...series.values()].map(formatSeries)
}
