/**
 * A map that is bounded: it keeps as many entries as it is told, those used last, and up to as many again. Both generations
 * are plain maps, so that a use of what is young costs no more than of those.
 */
export class BoundedMap<Key, Value extends NonNullable<unknown>> {
  readonly #most: number
  #young = new Map<Key, Value>()
  #old = new Map<Key, Value>()

  /** @param most - entries that are kept for certain */
  constructor(most: number) {
    this.#most = most
  }

  get(key: Key): Value | undefined {
    const young = this.#young.get(key)
    if (young !== undefined) return young
    const old = this.#old.get(key)
    if (old !== undefined) this.set(key, old)
    return old
  }

  set(key: Key, value: Value): void {
    this.#young.set(key, value)
    if (this.#young.size <= this.#most) return
    this.#old = this.#young
    this.#young = new Map([[key, value]])
  }

  clear(): void {
    this.#young.clear()
    this.#old.clear()
  }
}
