/** A token and when to replace it. */
export interface Token {
  readonly value: string
  /** The `Authorization` header with it, made once for all calls. */
  readonly authorization: string
  /** Milliseconds since the epoch. */
  readonly freshUntil: number
}

/** Holds one token for any number of callers. */
export interface TokenCache {
  /** The current token; where there is none or it is too old, one that is fetched. Callers at the same time share one fetch. */
  get(): Token | Promise<Token>
  /** Records that a call was authenticated with the token. */
  accept(token: Token): void
  /**
   * The token to repeat a call with after `token` was rejected. `undefined` where `token` is itself the replacement of a
   * rejected token, was never accepted, and was fetched less than a minute ago.
   */
  replace(token: Token): Promise<Token> | undefined
  /** Forgets the current token and returns it one last time. */
  take(): Token | undefined
}

/** A fetch that is under way. */
interface Flight {
  readonly token: Promise<Token>
  /** When it is over, or nothing will ever come of it: a Worker drops what a request has begun when that one is answered. */
  readonly until: number
}

/** Milliseconds between two replacements without a token that works: Atlas allows 10 to 50 token requests a minute. */
const replacementInterval = 60_000

/**
 * Makes a cache that fills itself from `fetchToken`.
 *
 * @param timeout - the milliseconds that a fetch may take
 */
export function tokenCache(fetchToken: () => Promise<Token>, timeout: number): TokenCache {
  let current: Token | undefined
  let flight: Flight | undefined
  let nextReplacement = 0

  async function refresh(): Promise<Token> {
    current = await fetchToken()
    return current
  }

  function start(until: number): Flight {
    const own = { token: refresh(), until }
    const end = () => {
      if (flight === own) flight = undefined
    }
    own.token.then(end, end)
    return own
  }

  function get() {
    const now = Date.now()
    if (current !== undefined && now < current.freshUntil) return current
    if (flight === undefined || !(now <= flight.until)) flight = start(now + timeout)
    return flight.token
  }

  return {
    get,
    accept(token) {
      if (token === current) nextReplacement = 0
    },
    replace(token) {
      if (token === current) {
        const now = Date.now()
        if (now < nextReplacement) return undefined
        nextReplacement = now + replacementInterval
        current = undefined
      }
      return Promise.resolve(get())
    },
    take() {
      const token = current
      current = undefined
      return token
    },
  }
}
