/** What a caller may name a request. Longer ones would fill the log. */
const requestIdPattern = /^[\w=-]{1,255}$/

/** The id of a request: the one that its caller or a proxy gave it in `X-Request-Id`, or a new one. */
export function resolveRequestId(headerValue: string | undefined): string {
  return headerValue !== undefined && requestIdPattern.test(headerValue)
    ? headerValue
    : crypto.randomUUID()
}
