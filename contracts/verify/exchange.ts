import { excerpt } from './excerpt.ts'
import type { Answered } from './report.ts'

/** What came of a cell's request: an answer, or a problem; and how long it took. */
export interface Exchange {
  readonly answered?: Answered
  /** Why there is no answer. */
  readonly problem?: string
  readonly milliseconds: number
}

/** What a reader asks for first, whether or not the pact has it. */
const always = ['Content-Type', 'Location']

/**
 * What is kept of a response for reports.
 *
 * @param body - without secrets, which what is left of a longer text could be a part of
 */
export function answeredWith(
  response: Response,
  body: string,
  pinned: readonly string[],
): Answered {
  const headers = [...new Set([...always, ...pinned])].flatMap((name) => {
    const value = response.headers.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  return { status: response.status, headers: Object.fromEntries(headers), body: excerpt(body) }
}
