/** A map that holds so many entries at most. Of too many, it forgets the one that was set longest ago. */
export class BoundedMap<Key, Value> {
  readonly #most: number
  readonly #entries = new Map<Key, Value>()

  constructor(most: number) {
    this.#most = most
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key)
  }

  set(key: Key, value: Value): void {
    this.#entries.set(key, value)
    if (this.#entries.size > this.#most) this.#forgetOldest()
  }

  /** Sets an entry as the youngest, also where it was there before. */
  setYoungest(key: Key, value: Value): void {
    this.#entries.delete(key)
    this.set(key, value)
  }

  clear(): void {
    this.#entries.clear()
  }

  #forgetOldest(): void {
    const [oldest] = this.#entries.keys()
    if (oldest !== undefined) this.#entries.delete(oldest)
  }
}
