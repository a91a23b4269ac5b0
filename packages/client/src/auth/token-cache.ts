/** A token and when to replace it. */
export interface Token {
  readonly value: string
  /** What `Authorization` is to be with it, made once for all calls. */
  readonly authorization: string
  /** Milliseconds since the epoch. */
  readonly freshUntil: number
}

/** Holds one token for any number of callers. */
export interface TokenCache {
  /** The current token; where there is none or it is too old, one that is fetched. Callers at the same time share one fetch. */
  get(): Token | Promise<Token>
  /** The same, where the current token is the one just rejected. */
  replace(rejected: Token): Promise<Token>
  /** Forgets the current token and gives it out one last time. */
  take(): Token | undefined
}

/** A fetch that is under way. */
interface Flight {
  readonly token: Promise<Token>
  /** When it is over, or nothing will ever come of it: a Worker drops what a request has begun when that one is answered. */
  readonly until: number
}

/**
 * Makes a cache that fills itself from `fetchToken`.
 *
 * @param timeout - the milliseconds that a fetch may take
 */
export function tokenCache(fetchToken: () => Promise<Token>, timeout: number): TokenCache {
  let token: Token | undefined
  let flight: Flight | undefined

  async function refresh(): Promise<Token> {
    token = await fetchToken()
    return token
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
    if (token !== undefined && now < token.freshUntil) return token
    if (flight === undefined || !(now <= flight.until)) flight = start(now + timeout)
    return flight.token
  }

  return {
    get,
    async replace(rejected) {
      if (token === rejected) token = undefined
      return get()
    },
    take() {
      const current = token
      token = undefined
      return current
    },
  }
}
