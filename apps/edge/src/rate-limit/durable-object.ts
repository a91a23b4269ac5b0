import { StoreUnavailableError } from '../lib/store-unavailable-error.ts'
import {
  type BucketState,
  consumeToken,
  type RateLimiterFactory,
  type RateLimitResult,
  validateRateLimit,
} from './limiter.ts'

/** The subset of a Durable Object's state that is used here. */
export interface RateLimitObjectState {
  readonly storage: {
    get(key: string): Promise<unknown>
    put(key: string, value: unknown, options?: { allowUnconfirmed?: boolean }): Promise<void>
  }
  blockConcurrencyWhile(callback: () => Promise<void>): Promise<void>
}

/** The subset of a Durable Object namespace that is used here. */
export interface RateLimitNamespace {
  getByName(name: string): {
    fetch(url: string, init: { method: string }): Promise<{ json(): Promise<unknown> }>
  }
}

const storageKey = 'level'

function isBucketState(value: unknown): value is BucketState {
  const { tokens, at } = Object(value)
  return typeof tokens === 'number' && typeof at === 'number'
}

function isRateLimitResult(value: unknown): value is RateLimitResult {
  const { ok, remaining, retryAfter } = Object(value)
  return typeof ok === 'boolean' && typeof remaining === 'number' && typeof retryAfter === 'number'
}

/**
 * One token bucket as a Durable Object. The platform runs a single instance of it, which handles one request at a time and
 * uses its own clock. Export the class from the Worker's entry, and bind it with the SQLite storage backend.
 *
 * The bucket is in memory and in storage, because an object that is idle for ten seconds may be evicted from memory. Writes are
 * unconfirmed: after a machine failure the last tokens taken may be available again.
 */
export class RateLimitObject {
  readonly #storage: RateLimitObjectState['storage']
  readonly #now: () => number
  #state: BucketState | undefined

  /** @param now - the clock, in milliseconds since the epoch. The runtime does not pass it */
  constructor(state: RateLimitObjectState, _env?: unknown, now: () => number = Date.now) {
    this.#storage = state.storage
    this.#now = now
    state.blockConcurrencyWhile(async () => {
      const stored = await state.storage.get(storageKey)
      this.#state = isBucketState(stored) ? stored : undefined
    })
  }

  /** Takes a token. The limit is in the query, so that a changed limit needs no new object. */
  async fetch({ url }: { readonly url: string }): Promise<Response> {
    const query = new URL(url).searchParams
    const readNumber = (name: string) => Number(query.get(name))
    const { state, result } = consumeToken(
      validateRateLimit({
        capacity: readNumber('capacity'),
        refill: readNumber('refill'),
        seconds: readNumber('seconds'),
      }),
      this.#state,
      this.#now(),
    )
    this.#state = state
    await this.#storage.put(storageKey, state, { allowUnconfirmed: true })
    return Response.json(result)
  }
}

/**
 * Creates rate limiters whose buckets are {@link RateLimitObject}s. All Workers that share the namespace enforce one limit, at
 * the cost of a call to the object for each request. The object's clock applies.
 *
 * `take` throws StoreUnavailableError when the object is unreachable.
 */
export function durableObjectRateLimiters(namespace: RateLimitNamespace): RateLimiterFactory {
  return (name, limit) => {
    const { capacity, refill, seconds } = validateRateLimit(limit)
    const url = `https://rate-limit/take?capacity=${capacity}&refill=${refill}&seconds=${seconds}`
    return {
      async take(key) {
        try {
          // A stub that has failed once stays broken, so stubs are not reused.
          const response = await namespace
            .getByName(`${name} ${key}`)
            .fetch(url, { method: 'POST' })
          const result = await response.json()
          if (isRateLimitResult(result)) return result
          throw new TypeError('invalid response from the Durable Object of a rate limit')
        } catch (cause) {
          throw new StoreUnavailableError('the Durable Object of the rate limit is unavailable', {
            cause,
          })
        }
      },
    }
  }
}
