import type { Filters } from './filters.ts'
import type { Wait } from './rate-limit-retry.ts'
import type { Send } from './senders.ts'
import type { Target } from './target.ts'

/** How to verify. */
export interface VerifyOptions {
  readonly target: Target
  /** Default: every cell of the matrix. */
  readonly filters?: Filters
  /** Default: the global `fetch`. */
  readonly fetch?: Send
  /** What Pact's process gets of an environment, less credentials. Default: that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Ends the verification. */
  readonly signal?: AbortSignal
  /** Called after each request. */
  readonly onProgress?: (completed: number, total: number) => void
  /** Called before the verification waits because the provider answered 429. */
  readonly onWait?: (seconds: number) => void
  /** Waits. Default: a timer. */
  readonly wait?: Wait
}
