import type { Exchange } from './exchange.ts'
import type { NativeResult } from './native-result.ts'
import type { Planned } from './plan.ts'
import type { CellReport } from './report.ts'

type Verdict = Pick<CellReport, 'outcome' | 'reason' | 'differences'>

function verdict(result: NativeResult | undefined, exchange: Exchange | undefined): Verdict {
  const reason = exchange?.problem ?? result?.problem
  if (reason !== undefined) return { outcome: 'unanswered', reason, differences: [] }
  if (result === undefined || exchange === undefined)
    return { outcome: 'unanswered', reason: 'it was never asked', differences: [] }
  const { differences } = result
  return { outcome: differences.length === 0 ? 'holds' : 'differs', differences }
}

/** What became of a planned cell. */
export function cellReport(
  { cell, interaction, notAsked }: Planned,
  result: NativeResult | undefined,
  exchange: Exchange | undefined,
): CellReport {
  const { description, table, operationId, cloudProvider, ask, auth, answer } = cell
  const { method, path } = interaction.request
  return {
    description,
    table,
    operationId,
    cloudProvider,
    version: ask.version,
    auth,
    pins: 'pins' in answer ? answer.pins : 'shape',
    status: interaction.response.status,
    request: { method, path },
    ...(notAsked === undefined
      ? verdict(result, exchange)
      : { outcome: 'not asked', reason: notAsked, differences: [] }),
    ...(exchange?.answered && { answered: exchange.answered }),
    milliseconds: exchange?.milliseconds ?? 0,
  }
}
