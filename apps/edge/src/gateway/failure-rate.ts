import type { CircuitOptions } from './options.ts'

interface TimeSlice {
  /** By `performance.now()`. */
  readonly startedAt: number
  calls: number
  failures: number
}

/** The window moves by one slice at a time. */
const sliceCount = 10

/** Counts the calls of the last seconds and their failures. */
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

  /** Adds a call. */
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

  /** Returns whether the share of failures is above the threshold, with at least the minimum number of calls. */
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
