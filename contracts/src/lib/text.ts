/**
 * Returns the message of an error with that of its cause. The message of `fetch` alone, `fetch failed`, has no
 * reason.
 */
export function errorWithCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}

/** Returns the number of characters that two texts have in common at the start. */
export function commonPrefixLength(a: string, b: string): number {
  const index = [...a].findIndex((character, position) => character !== b[position])
  return index < 0 ? a.length : index
}

/**
 * Returns the beginning of a text.
 *
 * @param maxLength - in characters. Default: as many as fit in a report
 */
export function truncate(text: string, maxLength = 2000): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
}
