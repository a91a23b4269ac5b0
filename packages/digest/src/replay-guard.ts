/** Counts that are at least this much below the highest one are rejected as replayed. */
const windowSize = 1024

interface NonceWindow {
  readonly issuedAt: number
  highest: number
  /** Bit n is set when the count `highest - n` was skipped. 0 while counts are consecutive, as usual. */
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
 * Accepts each nonce count once, in any order within a window of 1,024 counts.
 *
 * Tracks a limited number of nonces. After it evicts one, it rejects every untracked nonce that was issued no later, so an
 * evicted nonce is never accepted again.
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

  /** Returns the time of issue of a tracked nonce. Such a nonce has been verified before. */
  findIssuedAt(nonce: string): number | undefined {
    return this.#windows.get(nonce)?.issuedAt
  }

  /** Consumes a nonce count. Call it for verified requests only, so that others cannot consume a client's counts. */
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
