/** What a caller may name a request. Longer ones would fill the log. */
const taken = /^[\w=-]{1,255}$/

/** The id of a request: the one that its caller or a proxy gave it in `X-Request-Id`, or a new one. */
export function requestIdOf(given: string | undefined): string {
  return given !== undefined && taken.test(given) ? given : crypto.randomUUID()
}
