import { curlCommand } from './curl.ts'
import type { Exchange } from './exchange.ts'
import { explain } from './explain.ts'
import type { NativeResult } from './native-result.ts'
import type { PlannedInteraction } from './plan.ts'
import type { CellReport, CellRequest } from './report.ts'
import { buildUrl, requestHeaders, requestTarget } from './request.ts'

type CellOutcome = Pick<CellReport, 'outcome' | 'reason' | 'differences'>

function toOutcome(
  plannedInteraction: PlannedInteraction,
  result: NativeResult | undefined,
  exchange: Exchange | undefined,
): CellOutcome {
  if (plannedInteraction.skipMessage !== undefined)
    return { outcome: 'skipped', reason: plannedInteraction.skipMessage, differences: [] }
  const reason = exchange?.problem ?? result?.problem
  if (reason !== undefined) return { outcome: 'error', reason, differences: [] }
  if (result === undefined || exchange === undefined)
    return { outcome: 'error', reason: 'its request was never sent', differences: [] }
  const { mismatches } = result
  return mismatches.length === 0
    ? { outcome: 'passed', differences: [] }
    : { outcome: 'failed', differences: explain(plannedInteraction, mismatches, exchange.body) }
}

function toCellRequest(
  plannedInteraction: PlannedInteraction,
  baseUrl: string,
  isFailure: boolean,
): CellRequest {
  const { interaction } = plannedInteraction
  const headers = requestHeaders(interaction).filter(([name]) => name !== 'Authorization')
  return {
    method: interaction.request.method,
    url: buildUrl(baseUrl, requestTarget(interaction)).href,
    headers: Object.fromEntries(headers),
    ...(isFailure && { curl: curlCommand(plannedInteraction, baseUrl) }),
  }
}

/** Returns the report of a planned cell. */
export function createCellReport(
  plannedInteraction: PlannedInteraction,
  baseUrl: string,
  result: NativeResult | undefined,
  exchange: Exchange | undefined,
): CellReport {
  const { cell, interaction } = plannedInteraction
  const { description, table, operationId, cloudProvider, call, auth, expectedResponse } = cell
  const { outcome, ...details } = toOutcome(plannedInteraction, result, exchange)
  return {
    description,
    table,
    operationId,
    cloudProvider,
    version: call.version,
    auth,
    pins: 'pins' in expectedResponse ? expectedResponse.pins : 'shape',
    status: interaction.response.status,
    request: toCellRequest(
      plannedInteraction,
      baseUrl,
      outcome === 'failed' || outcome === 'error',
    ),
    outcome,
    ...details,
    ...(exchange?.response && { response: exchange.response }),
    milliseconds: exchange?.milliseconds ?? 0,
  }
}
