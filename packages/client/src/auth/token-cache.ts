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

/** Makes a cache that fills itself from `fetchToken`. */
export function tokenCache(fetchToken: () => Promise<Token>): TokenCache {
  let token: Token | undefined
  let flight: Promise<Token> | undefined

  async function refresh() {
    try {
      token = await fetchToken()
      return token
    } finally {
      flight = undefined
    }
  }

  function get() {
    if (token !== undefined && Date.now() < token.freshUntil) return token
    flight ??= refresh()
    return flight
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
