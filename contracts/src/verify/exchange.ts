import { truncate } from '../lib/truncate.ts'
import type { CellResponse } from './report.ts'

/** The outcome of a request: a response, or a problem; and how long it took. */
export interface Exchange {
  readonly response?: CellResponse
  /** The body that Pact compares, without secrets; absent where it is too large to explain. */
  readonly body?: string
  /** Why there is no response. */
  readonly problem?: string
  readonly milliseconds: number
}

/** Headers that a reader asks for first, whether or not the pact has them. */
const alwaysReported = ['Content-Type', 'Location']

/** Characters of a body that are kept until Pact has compared all of them. Buckets have a few hundred each. */
const MAX_EXPLAINED_BODY = 64 * 1024

/**
 * Returns what is kept of a response for reports.
 *
 * @param receivedBody - the body, without secrets: of a longer text, a part of a secret could remain
 * @param comparedBody - the body that Pact compares, without secrets
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
    ...(comparedBody.length <= MAX_EXPLAINED_BODY && { body: comparedBody }),
  }
}
