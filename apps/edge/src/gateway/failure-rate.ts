import type { CircuitOptions } from './options.ts'

interface TimeSlice {
  /** When it began, in milliseconds. */
  readonly startedAt: number
  calls: number
  failures: number
}

/** The oldest calls are forgotten a slice at a time. */
const sliceCount = 10

/** What came of the calls of the last seconds. */
export class FailureRate {
  readonly #threshold: number
  readonly #windowMs: number
  readonly #minimumCalls: number
  #slices: TimeSlice[] = []

  constructor({ errorThreshold = 0.5, windowSeconds = 10, minimumRate = 1 }: CircuitOptions) {
    this.#threshold = errorThreshold
    this.#windowMs = windowSeconds * 1000
    this.#minimumCalls = minimumRate * windowSeconds
  }

  /** Remembers a call. */
  record(failed: boolean): void {
    const now = performance.now()
    const recent = this.#slices.filter(({ startedAt }) => startedAt > now - this.#windowMs)
    const lastSlice = recent.at(-1)
    const current =
      lastSlice !== undefined && lastSlice.startedAt > now - this.#windowMs / sliceCount
        ? lastSlice
        : { startedAt: now, calls: 0, failures: 0 }
    current.calls += 1
    current.failures += failed ? 1 : 0
    this.#slices = current === lastSlice ? recent : [...recent, current]
  }

  /** Whether there were enough calls to judge by, and a greater share of them failed than may. */
  isExceeded(): boolean {
    const sum = (count: 'calls' | 'failures') =>
      this.#slices.reduce((total, slice) => total + slice[count], 0)
    const calls = sum('calls')
    return calls >= this.#minimumCalls && sum('failures') > this.#threshold * calls
  }

  reset(): void {
    this.#slices = []
  }
}
