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
  markAccepted(token: Token): void
  /**
   * The token to repeat a call with after `token` was rejected. `undefined` where `token` is itself the replacement of a
   * rejected token, was never accepted, and was fetched less than a minute ago.
   */
  refresh(token: Token): Promise<Token> | undefined
  /** Forgets the current token and returns it one last time. */
  remove(): Token | undefined
}

/** A fetch that is under way. */
interface PendingToken {
  readonly token: Promise<Token>
  /** When it is over, or nothing will ever come of it: a Worker drops what a request has begun when that one is answered. */
  readonly expiresAt: number
}

/** Milliseconds between two replacements without a token that works: Atlas allows 10 to 50 token requests a minute. */
const minRefreshIntervalMs = 60_000

/**
 * Makes a cache that fills itself from `fetchToken`.
 *
 * @param timeout - the milliseconds that a fetch may take
 */
export function createTokenCache(fetchToken: () => Promise<Token>, timeout: number): TokenCache {
  let currentToken: Token | undefined
  let pendingToken: PendingToken | undefined
  let nextRefreshAt = 0

  async function fetchAndStore(): Promise<Token> {
    currentToken = await fetchToken()
    return currentToken
  }

  function startFetch(expiresAt: number): PendingToken {
    const newPendingToken = { token: fetchAndStore(), expiresAt }
    const clearPending = () => {
      if (pendingToken === newPendingToken) pendingToken = undefined
    }
    newPendingToken.token.then(clearPending, clearPending)
    return newPendingToken
  }

  function get() {
    const now = Date.now()
    if (currentToken !== undefined && now < currentToken.freshUntil) return currentToken
    if (pendingToken === undefined || !(now <= pendingToken.expiresAt))
      pendingToken = startFetch(now + timeout)
    return pendingToken.token
  }

  return {
    get,
    markAccepted(token) {
      if (token === currentToken) nextRefreshAt = 0
    },
    refresh(token) {
      if (token === currentToken) {
        const now = Date.now()
        if (now < nextRefreshAt) return undefined
        nextRefreshAt = now + minRefreshIntervalMs
        currentToken = undefined
      }
      return Promise.resolve(get())
    },
    remove() {
      const token = currentToken
      currentToken = undefined
      return token
    },
  }
}
