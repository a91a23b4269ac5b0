/** How far a count may lag behind the highest one and still be told from a replay. */
const windowSize = 1024

interface Window {
  readonly issuedAt: number
  highest: number
  /** Bit n is set when the count `highest - n` was skipped; 0 while counts come one after the other, as they do. */
  skipped: bigint
}

function spend(window: Window, count: number): boolean {
  const ahead = count - window.highest
  if (ahead > 0) {
    const by = BigInt(Math.min(ahead, windowSize))
    const between = (1n << by) - 2n
    window.skipped = BigInt.asUintN(windowSize, (window.skipped << by) | between)
    window.highest = count
    return true
  }
  const bit = ahead > -windowSize ? 1n << BigInt(-ahead) : 0n
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
  readonly #windows = new Map<string, Window>()
  #floor = Number.NEGATIVE_INFINITY

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** When a nonce was issued that it follows: such a nonce was proven before. */
  issuedAt(nonce: string): number | undefined {
    return this.#windows.get(nonce)?.issuedAt
  }

  /** Spends a count of a nonce. Call it for proven requests only, or strangers could spend another's. */
  spend(nonce: string, issuedAt: number, count: number): 'first' | 'replayed' | 'forgotten' {
    const known = this.#windows.get(nonce)
    if (known === undefined && issuedAt <= this.#floor) return 'forgotten'
    const window = known ?? { issuedAt, highest: 0, skipped: 0n }
    if (known === undefined) this.#follow(nonce, window)
    return spend(window, count) ? 'first' : 'replayed'
  }

  #follow(nonce: string, window: Window): void {
    this.#windows.set(nonce, window)
    const [oldest] = this.#windows
    if (this.#windows.size <= this.#capacity || oldest === undefined) return
    const [forgotten, { issuedAt }] = oldest
    this.#windows.delete(forgotten)
    this.#floor = Math.max(this.#floor, issuedAt)
  }
}
