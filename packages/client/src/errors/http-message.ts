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

/** Joins texts to sentences: what a server says need not end in a full stop. */
function inSentences(texts: readonly (string | undefined)[]): string {
  const said = texts.flatMap((text) => text || [])
  const isOpen = (text: string, at: number) => at + 1 < said.length && !/[.!?…]$/.test(text)
  return said.map((text, at) => (isOpen(text, at) ? `${text}.` : text)).join(' ')
}

/** The message of an HTTP error: where it was, which, what about it and what to do. */
export function httpMessage(where: string, told: Told): string {
  const { status, code, said, advice, retryAfter } = told
  const wait = retryAfter === undefined ? undefined : `Retry-After: ${retryAfter} s.`
  const which = code ? `${status} ${code}` : status
  return [where, which, inSentences([said, advice, wait])].filter(Boolean).join(': ')
}

/** The media type of an answer, in brackets. */
export function mediaType(headers: Headers): string {
  return `(${headers.get('Content-Type') ?? 'no Content-Type'})`
}

/**
 * What is said of a body that is not an error of Atlas.
 *
 * @param text - the body, where it may be shown
 */
export function foreign(headers: Headers, text: string | undefined): string {
  const body = text === undefined ? '' : `: ${text || 'empty'}`
  return excerpt(`the body is not one of Atlas's errors ${mediaType(headers)}${body}`)
}
