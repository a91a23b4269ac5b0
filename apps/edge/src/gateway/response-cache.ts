/**
 * A cache of texts. It may evict an entry at any time, which only costs another request to Atlas. Gateways may share a cache if
 * their credentials at Atlas have the same permissions: a key contains the base URL, but not the credentials.
 */
export interface ResponseCache {
  /** Returns the text of a key, or `undefined` when the cache has none. */
  get(key: string): Promise<string | undefined>
  /**
   * Stores a text.
   *
   * @param seconds - the time to live
   */
  put(key: string, text: string, seconds: number): Promise<void>
  delete(key: string): Promise<void>
}
