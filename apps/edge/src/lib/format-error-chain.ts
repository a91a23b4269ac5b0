/**
 * Formats an error and its causes on one line. Skips a cause that the message already contains.
 *
 * @param depth - the maximum number of causes, because a chain of causes may be circular
 */
export function formatErrorChain(error: unknown, depth = 5): string {
  if (!(error instanceof Error)) return String(error)
  const { message, cause } = error
  if (cause === undefined || depth === 0) return message
  const causeMessage = formatErrorChain(cause, depth - 1)
  return message.includes(causeMessage) ? message : `${message}: ${causeMessage}`
}
