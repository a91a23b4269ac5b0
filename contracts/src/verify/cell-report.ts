import { truncate } from '../lib/text.ts'
import { explain } from './explain.ts'
import type { NativeResult } from './native-verifier.ts'
import type { PlannedInteraction } from './plan.ts'
import type { CellReport, CellRequest, CellResponse } from './report.ts'
import { buildUrl, curlCommand, requestHeaders, requestTarget } from './request.ts'

/** The outcome of a request: a response or a problem, and its duration. */
export interface Exchange {
  readonly response?: CellResponse
  /** The body that Pact compares, with secrets redacted. Absent when it is too large to explain. */
  readonly body?: string
  /** The reason why there is no response. */
  readonly problem?: string
  readonly milliseconds: number
}

/** Headers that every report has, whether or not the pact pins them. */
const alwaysReported = ['Content-Type', 'Location']

/** The maximum number of characters of a body that is kept for explanations. A bucket has a few hundred. */
const maxExplainedBodyLength = 64 * 1024

/**
 * Returns the parts of a response that reports need.
 *
 * @param receivedBody - the body with secrets redacted. A secret that is cut off could not be redacted any more
 * @param comparedBody - the body that Pact compares, with secrets redacted
 */
export function recordResponse(
  response: Response,
  receivedBody: string,
  comparedBody: string,
  pinnedHeaders: readonly string[],
): Pick<Exchange, 'response' | 'body'> {
  const headers = [...new Set([...alwaysReported, ...pinnedHeaders])].flatMap((name) => {
    const value = response.headers.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  return {
    response: {
      status: response.status,
      headers: Object.fromEntries(headers),
      body: truncate(receivedBody),
    },
    ...(comparedBody.length <= maxExplainedBodyLength && { body: comparedBody }),
  }
}

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
    return { outcome: 'error', reason: 'the request was not sent', differences: [] }
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
