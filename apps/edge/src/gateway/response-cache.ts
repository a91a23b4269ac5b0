/**
 * Texts by key, for a while. What it forgets early costs a question to Atlas, nothing else. Gateways may share one: a key names
 * the Atlas that was asked, by its base URL, but not the credentials, so that those that share it have to see the same there.
 */
export interface ResponseCache {
  /** The text under a key, unless it was forgotten. */
  get(key: string): Promise<string | undefined>
  /**
   * Keeps a text.
   *
   * @param seconds - after which it is worth nothing
   */
  put(key: string, text: string, seconds: number): Promise<void>
  delete(key: string): Promise<void>
}
