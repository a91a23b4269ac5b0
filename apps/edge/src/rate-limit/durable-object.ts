import { StoreUnavailableError } from '../store/store.ts'
import {
  type BucketState,
  consumeToken,
  type RateLimiterFactory,
  type RateLimitResult,
  validateRateLimit,
} from './limiter.ts'

/** The state of a Durable Object, as far as it is used here. */
export interface RateLimitObjectState {
  readonly storage: {
    get(key: string): Promise<unknown>
    put(key: string, value: unknown, options?: { allowUnconfirmed?: boolean }): Promise<void>
  }
  blockConcurrencyWhile(callback: () => Promise<void>): Promise<void>
}

/** The binding of a Durable Object namespace, as far as it is used here. */
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
 * One token bucket, as a Durable Object: there is one of it in the world, it does one thing at a time, and its
 * clock alone counts. Export the class from the Worker's entry and bind it, as of the kind that stores in SQLite.
 *
 * The bucket is in memory and in storage, because an object that nobody asks for ten seconds may be evicted, and would
 * come back full. Writes are not waited for: when the machine itself breaks, the last tokens taken may be forgotten.
 */
export class RateLimitObject {
  readonly #storage: RateLimitObjectState['storage']
  readonly #now: () => number
  #state: BucketState | undefined

  /** @param now - the clock, milliseconds since the epoch; the runtime leaves it out */
  constructor(state: RateLimitObjectState, _env?: unknown, now: () => number = Date.now) {
    this.#storage = state.storage
    this.#now = now
    state.blockConcurrencyWhile(async () => {
      const stored = await state.storage.get(storageKey)
      this.#state = isBucketState(stored) ? stored : undefined
    })
  }

  /** Takes a token; the limit is in the query, so that a new one needs no new object. */
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
 * Limiters of which each bucket is a {@link RateLimitObject}: right across all Workers in the world that share the
 * namespace, at the price of a call to the object for each request. They go by the object's clock.
 *
 * @throws StoreUnavailableError, of `take`, when the object cannot be reached
 */
export function durableObjectRateLimiters(namespace: RateLimitNamespace): RateLimiterFactory {
  return (name, limit) => {
    const { capacity, refill, seconds } = validateRateLimit(limit)
    const url = `https://rate-limit/take?capacity=${capacity}&refill=${refill}&seconds=${seconds}`
    return {
      async take(key) {
        try {
          // A stub that has failed stays broken, so that none is kept.
          const response = await namespace
            .getByName(`${name} ${key}`)
            .fetch(url, { method: 'POST' })
          const result = await response.json()
          if (isRateLimitResult(result)) return result
          throw new TypeError('the object of a rate limit answered something else')
        } catch (cause) {
          throw new StoreUnavailableError('the rate limit’s object is away', { cause })
        }
      },
    }
  }
}
