import type { CircuitOptions } from './parts.ts'

interface Slice {
  /** When it began, in milliseconds. */
  readonly at: number
  calls: number
  failures: number
}

/** The oldest calls are forgotten a slice at a time. */
const slices = 10

/** What came of the calls of the last seconds. */
export class RecentCalls {
  readonly #threshold: number
  readonly #duration: number
  readonly #fewest: number
  #slices: Slice[] = []

  constructor({ threshold = 0.5, duration = 10, minimumRate = 1 }: CircuitOptions) {
    this.#threshold = threshold
    this.#duration = duration * 1000
    this.#fewest = minimumRate * duration
  }

  /** Remembers a call. */
  add(failed: boolean): void {
    const now = performance.now()
    const recent = this.#slices.filter(({ at }) => at > now - this.#duration)
    const last = recent.at(-1)
    const current =
      last !== undefined && last.at > now - this.#duration / slices
        ? last
        : { at: now, calls: 0, failures: 0 }
    current.calls += 1
    current.failures += failed ? 1 : 0
    this.#slices = current === last ? recent : [...recent, current]
  }

  /** Whether there were enough calls to judge by, and a greater share of them failed than may. */
  tooManyFail(): boolean {
    const sum = (count: 'calls' | 'failures') =>
      this.#slices.reduce((total, slice) => total + slice[count], 0)
    const calls = sum('calls')
    return calls >= this.#fewest && sum('failures') > this.#threshold * calls
  }

  forget(): void {
    this.#slices = []
  }
}
