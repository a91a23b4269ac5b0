import { redactedSnippet } from '../redacted-snippet.ts'

/** The parts of an HTTP error's message. */
interface HttpErrorParts {
  readonly status: number
  readonly code: string | undefined
  /** The server's description, or a description of a body that has none. */
  readonly description: string | undefined
  readonly advice: string | undefined
  /** In seconds. */
  readonly retryAfter: number | undefined
}

/** Joins two sentences: a server's description need not end with a full stop. */
export function joinSentences(first: string, second: string | undefined): string {
  if (!first || !second) return first || second || ''
  return /[.!?…]$/.test(first) ? `${first} ${second}` : `${first}. ${second}`
}

/** Returns the message of an HTTP error: where it occurred, its status and code, its description, and what to do. */
export function formatHttpError(endpoint: string, error: HttpErrorParts): string {
  const { status, code, description = '', advice, retryAfter } = error
  const retryHint = retryAfter === undefined ? '' : `Retry-After: ${retryAfter} s.`
  const statusAndCode = code ? `${status} ${redactedSnippet(code)}` : status
  return [endpoint, statusAndCode, joinSentences(joinSentences(description, advice), retryHint)]
    .filter(Boolean)
    .join(': ')
}

/** Returns the media type of a response, in brackets. */
export function formatMediaType(headers: Headers): string {
  return `(${headers.get('Content-Type') ?? 'no Content-Type'})`
}
