import type { Measured, Sample } from './suite.ts'

/** What one measurement of a series found: a figure for each metric. */
export type Figures = Readonly<Record<string, number>>

/** One after the other, beginning with another one each time, so that none has the same neighbour every time. */
export function inTurn<T>(items: readonly T[], turn: number): T[] {
  const first = turn % items.length
  return [...items.slice(first), ...items.slice(0, first)]
}

/** Measures all series in every round, however they share it. */
export async function inSharedRounds(
  rounds: number,
  measure: (round: number) => Promise<ReadonlyMap<string, Figures>>,
): Promise<Measured> {
  const samples: Sample[] = []
  for (let round = 0; round < rounds; round++) {
    for (const [series, figures] of await measure(round)) {
      for (const [metric, value] of Object.entries(figures)) {
        samples.push({ series, metric, round, value })
      }
    }
  }
  return { samples }
}

/** Measures one series after the other in every round. */
export async function inRounds<T extends { readonly name: string }>(
  series: readonly T[],
  rounds: number,
  measure: (each: T) => Promise<Figures>,
): Promise<Measured> {
  return inSharedRounds(rounds, async (round) => {
    const found = new Map<string, Figures>()
    for (const each of inTurn(series, round)) found.set(each.name, await measure(each))
    return found
  })
}
