import { curlCommand } from './curl.ts'
import type { Exchange } from './exchange.ts'
import { explain } from './explain.ts'
import type { NativeResult } from './native-result.ts'
import type { PlannedInteraction } from './plan.ts'
import type { CellReport, CellRequest } from './report.ts'
import { buildUrl, requestHeaders, requestTarget } from './request.ts'

type Verdict = Pick<CellReport, 'outcome' | 'reason' | 'differences'>

function verdict(
  planned: PlannedInteraction,
  result: NativeResult | undefined,
  exchange: Exchange | undefined,
): Verdict {
  if (planned.skipped !== undefined)
    return { outcome: 'skipped', reason: planned.skipped, differences: [] }
  const reason = exchange?.problem ?? result?.problem
  if (reason !== undefined) return { outcome: 'error', reason, differences: [] }
  if (result === undefined || exchange === undefined)
    return { outcome: 'error', reason: 'its request was never sent', differences: [] }
  const { mismatches } = result
  return mismatches.length === 0
    ? { outcome: 'passed', differences: [] }
    : { outcome: 'failed', differences: explain(planned, mismatches, exchange.body) }
}

function request(planned: PlannedInteraction, baseUrl: string, isFailure: boolean): CellRequest {
  const { interaction } = planned
  const headers = requestHeaders(interaction).filter(([name]) => name !== 'Authorization')
  return {
    method: interaction.request.method,
    url: buildUrl(baseUrl, requestTarget(interaction)).href,
    headers: Object.fromEntries(headers),
    ...(isFailure && { curl: curlCommand(planned, baseUrl) }),
  }
}

/** Returns the report of a planned cell. */
export function cellReport(
  planned: PlannedInteraction,
  baseUrl: string,
  result: NativeResult | undefined,
  exchange: Exchange | undefined,
): CellReport {
  const { cell, interaction } = planned
  const { description, table, operationId, cloudProvider, ask, auth, answer } = cell
  const { outcome, ...details } = verdict(planned, result, exchange)
  return {
    description,
    table,
    operationId,
    cloudProvider,
    version: ask.version,
    auth,
    pins: 'pins' in answer ? answer.pins : 'shape',
    status: interaction.response.status,
    request: request(planned, baseUrl, outcome === 'failed' || outcome === 'error'),
    outcome,
    ...details,
    ...(exchange?.answered && { answered: exchange.answered }),
    milliseconds: exchange?.milliseconds ?? 0,
  }
}
