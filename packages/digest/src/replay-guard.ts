/** How far a count may lag behind the highest one and still be told from a replay. */
const windowSize = 1024

interface NonceWindow {
  readonly issuedAt: number
  highest: number
  /** Bit n is set when the count `highest - n` was skipped; 0 while counts come one after the other, as they do. */
  skipped: bigint
}

function consumeCount(window: NonceWindow, count: number): boolean {
  const distance = count - window.highest
  if (distance > 0) {
    const shift = BigInt(Math.min(distance, windowSize))
    const skippedBits = (1n << shift) - 2n
    window.skipped = BigInt.asUintN(windowSize, (window.skipped << shift) | skippedBits)
    window.highest = count
    return true
  }
  const bit = distance > -windowSize ? 1n << BigInt(-distance) : 0n
  if ((window.skipped & bit) === 0n) return false
  window.skipped ^= bit
  return true
}

/**
 * Lets each pair of nonce and nonce count through once, in any order within a window of 1,024 counts.
 *
 * It follows a bounded number of nonces. When it forgets one, it raises a floor to the time that nonce
 * was issued, and turns away every nonce up to the floor that it does not follow: a forgotten nonce
 * never comes back.
 *
 * @internal
 */
export class ReplayGuard {
  readonly #capacity: number
  readonly #windows = new Map<string, NonceWindow>()
  #evictedUntil = Number.NEGATIVE_INFINITY

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** When a nonce was issued that it follows: such a nonce was proven before. */
  findIssuedAt(nonce: string): number | undefined {
    return this.#windows.get(nonce)?.issuedAt
  }

  /** Spends a count of a nonce. Call it for proven requests only, or strangers could spend another's. */
  consume(nonce: string, issuedAt: number, count: number): 'first' | 'replayed' | 'forgotten' {
    const existing = this.#windows.get(nonce)
    if (existing === undefined && issuedAt <= this.#evictedUntil) return 'forgotten'
    const window = existing ?? { issuedAt, highest: 0, skipped: 0n }
    if (existing === undefined) this.#track(nonce, window)
    return consumeCount(window, count) ? 'first' : 'replayed'
  }

  #track(nonce: string, window: NonceWindow): void {
    this.#windows.set(nonce, window)
    const [oldest] = this.#windows
    if (this.#windows.size <= this.#capacity || oldest === undefined) return
    const [evictedNonce, { issuedAt }] = oldest
    this.#windows.delete(evictedNonce)
    this.#evictedUntil = Math.max(this.#evictedUntil, issuedAt)
  }
}
