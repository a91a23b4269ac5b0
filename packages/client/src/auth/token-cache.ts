/** A token and when to replace it. */
export interface Token {
  readonly value: string
  /** Milliseconds since the epoch. */
  readonly freshUntil: number
}

/** Holds one token for any number of callers. */
export interface TokenCache {
  /**
   * The current token, fetched where there is none, where it is too old, or where it is the one just rejected. Callers at
   * the same time share one fetch.
   */
  get(rejected?: string): Promise<string>
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

  return {
    async get(rejected) {
      if (token?.value === rejected) token = undefined
      if (token !== undefined && Date.now() < token.freshUntil) return token.value
      flight ??= refresh()
      return flight
    },
    take() {
      const value = token?.value
      token = undefined
      return value
    },
  }
}
