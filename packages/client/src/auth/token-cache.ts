/** A token and when to replace it. */
export interface Token {
  readonly value: string
  /** Milliseconds since the epoch. */
  readonly freshUntil: number
}

/** Holds one token for any number of callers. */
export interface TokenCache {
  /** The current token; where there is none or it is too old, one that is fetched. Callers at the same time share one fetch. */
  get(): string | Promise<string>
  /** The same, where the current token is the one just rejected. */
  replace(rejected: string): Promise<string>
  /** Forgets the current token and gives it out one last time. */
  take(): string | undefined
}

/** Makes a cache that fills itself from `fetchToken`. */
export function tokenCache(fetchToken: () => Promise<Token>): TokenCache {
  let token: Token | undefined
  let flight: Promise<string> | undefined

  async function refresh() {
    try {
      token = await fetchToken()
      return token.value
    } finally {
      flight = undefined
    }
  }

  function get() {
    if (token !== undefined && Date.now() < token.freshUntil) return token.value
    flight ??= refresh()
    return flight
  }

  return {
    get,
    async replace(rejected) {
      if (token?.value === rejected) token = undefined
      return get()
    },
    take() {
      const value = token?.value
      token = undefined
      return value
    },
  }
}
