/**
 * What an error and its causes say, on one line, for who reads it in a terminal: down to a depth, since a cause may be its
 * own, and without what the error before has already said of it.
 */
export function formatErrorChain(error: unknown, depth = 5): string {
  if (!(error instanceof Error)) return String(error)
  const { message, cause } = error
  if (cause === undefined || depth === 0) return message
  const causeMessage = formatErrorChain(cause, depth - 1)
  return message.includes(causeMessage) ? message : `${message}: ${causeMessage}`
}
