import type { Measured, Sample } from './suite.ts'

/** What one measurement of a series found: a figure for each metric. */
export type Figures = Readonly<Record<string, number>>

/** One after the other, beginning with another one in each round, so that none has the same neighbour every time. */
function inTurn<T>(items: readonly T[], round: number): T[] {
  const first = round % items.length
  return [...items.slice(first), ...items.slice(0, first)]
}

/** Measures each series once in every round. */
export async function inRounds<T extends { readonly name: string }>(
  series: readonly T[],
  rounds: number,
  measure: (each: T) => Promise<Figures>,
): Promise<Measured> {
  const samples: Sample[] = []
  for (let round = 0; round < rounds; round++) {
    for (const each of inTurn(series, round)) {
      const figures = await measure(each)
      for (const [metric, value] of Object.entries(figures)) {
        samples.push({ series: each.name, metric, round, value })
      }
    }
  }
  return { samples }
}
