/**
 * A map that is bounded: it keeps as many entries as it is told, those used last, and up to as many again. Both generations
 * are plain maps, so that a use of what is young costs no more than of those. Who asks twice for the same, as callers do who
 * send one request after the other, is answered without a look into a map: it would have to hash the key.
 */
export class BoundedMap<Key, Value extends NonNullable<unknown>> {
  readonly #most: number
  #young = new Map<Key, Value>()
  #old = new Map<Key, Value>()
  #last: { readonly key: Key; readonly value: Value } | undefined

  /** @param most - entries that are kept for certain */
  constructor(most: number) {
    this.#most = most
  }

  get(key: Key): Value | undefined {
    if (key === this.#last?.key) return this.#last.value
    const young = this.#young.get(key)
    const value = young ?? this.#old.get(key)
    if (value === undefined) return undefined
    if (young === undefined) this.set(key, value)
    this.#last = { key, value }
    return value
  }

  set(key: Key, value: Value): void {
    this.#last = { key, value }
    this.#young.set(key, value)
    if (this.#young.size <= this.#most) return
    this.#old = this.#young
    this.#young = new Map([[key, value]])
  }

  clear(): void {
    this.#last = undefined
    this.#young.clear()
    this.#old.clear()
  }
}
