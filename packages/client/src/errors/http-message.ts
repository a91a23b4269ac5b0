import { excerpt } from '../excerpt.ts'

/** What an HTTP error tells. */
interface Told {
  readonly status: number
  readonly code: string | undefined
  /** What was said of it: by the server, or of a body that says nothing. */
  readonly said: string | undefined
  readonly advice: string | undefined
  /** In seconds. */
  readonly retryAfter: number | undefined
}

/** One text after another: what a server says need not end in a full stop. */
function andThen(said: string, text: string | undefined): string {
  if (!said || !text) return said || text || ''
  return /[.!?…]$/.test(said) ? `${said} ${text}` : `${said}. ${text}`
}

/** The message of an HTTP error: where it was, which, what about it and what to do. */
export function httpMessage(where: string, told: Told): string {
  const { status, code, said = '', advice, retryAfter } = told
  const wait = retryAfter === undefined ? '' : `Retry-After: ${retryAfter} s.`
  const which = code ? `${status} ${code}` : status
  return [where, which, andThen(andThen(said, advice), wait)].filter(Boolean).join(': ')
}

/** The media type of an answer, in brackets. */
export function mediaType(headers: Headers): string {
  return `(${headers.get('Content-Type') ?? 'no Content-Type'})`
}

/** What is said of a body that is not an error of Atlas. */
export function foreign(headers: Headers, text: string): string {
  return excerpt(`the body is not one of Atlas's errors ${mediaType(headers)}: ${text || 'empty'}`)
}
