interface Series {
  readonly start: string
  readonly end: string
  readonly dates: string[]
}

const ofDate = /^(?<start>.* asked for )(?<date>\d{4}-\d{2}-\d{2})(?<end>.*)$/

function oneText({ start, end, dates }: Series): string {
  const [first = '', ...rest] = dates.toSorted()
  const last = rest.at(-1)
  return last === undefined
    ? `${start}${first}${end}`
    : `${start}${first} … ${last}${end} (${dates.length})`
}

/**
 * Descriptions of interactions of one operation, without its name, and those that differ by the date asked for as one:
 * `AWS asked for 2024-05-30 … 2025-03-12 with Bearer (6)`.
 */
export function pactNames(descriptions: readonly string[]): string[] {
  const series = new Map<string, Series>()
  for (const description of descriptions) {
    const name = description.replace(/^\w+: /, '')
    const { start = name, date = '', end = '' } = ofDate.exec(name)?.groups ?? {}
    const key = `${start}${end}`
    const one = series.get(key) ?? { start, end, dates: [] }
    one.dates.push(date)
    series.set(key, one)
  }
  return [...series.values()].map(oneText)
}
