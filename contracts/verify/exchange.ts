import type { Answered } from './report.ts'

/** What came of a cell's request: an answer, or a problem; and how long it took. */
export interface Exchange {
  readonly answered?: Answered
  /** Why there is no answer. */
  readonly problem?: string
  readonly milliseconds: number
}

/** Of a body, as many characters as a person reads. */
const excerpt = 2000

/** What is kept of a response for reports. */
export function answeredWith(
  response: Response,
  body: Buffer,
  pinned: readonly string[],
): Answered {
  const headers = [...new Set(['Content-Type', ...pinned])].flatMap((name) => {
    const value = response.headers.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  const text = body.toString()
  const shown = text.length > excerpt ? `${text.slice(0, excerpt)}…` : text
  return { status: response.status, headers: Object.fromEntries(headers), body: shown }
}
