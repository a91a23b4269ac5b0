import type { Answered } from './report.ts'
import { truncate } from './truncate.ts'

/** The outcome of a request: a response, or a problem; and how long it took. */
export interface Exchange {
  readonly answered?: Answered
  /** The body that Pact compares, without secrets; absent where it is too large to explain. */
  readonly body?: string
  /** Why there is no response. */
  readonly problem?: string
  readonly milliseconds: number
}

/** Headers that a reader asks for first, whether or not the pact has them. */
const alwaysShown = ['Content-Type', 'Location']

/** Characters of a body that are kept until Pact has compared all of them. Buckets have a few hundred each. */
const MAX_EXPLAINED = 64 * 1024

/**
 * Returns what is kept of a response for reports.
 *
 * @param sent - the body, without secrets: of a longer text, a part of a secret could remain
 * @param compared - the body that Pact compares, without secrets
 */
export function recordResponse(
  response: Response,
  sent: string,
  compared: string,
  pinned: readonly string[],
): Pick<Exchange, 'answered' | 'body'> {
  const headers = [...new Set([...alwaysShown, ...pinned])].flatMap((name) => {
    const value = response.headers.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  return {
    answered: {
      status: response.status,
      headers: Object.fromEntries(headers),
      body: truncate(sent),
    },
    ...(compared.length <= MAX_EXPLAINED && { body: compared }),
  }
}
