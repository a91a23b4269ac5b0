import {
  checkedRateLimit,
  type Level,
  type RateLimiters,
  type Taken,
  takeFrom,
} from './rate-limiter.ts'
import { StoreUnavailableError } from './store/store.ts'

/** The state of a Durable Object, as far as it is used here. */
export interface RateLimitObjectState {
  readonly storage: {
    get(key: string): Promise<unknown>
    put(key: string, value: unknown, options?: { allowUnconfirmed?: boolean }): Promise<void>
  }
  blockConcurrencyWhile(work: () => Promise<void>): Promise<void>
}

/** The binding of a Durable Object namespace, as far as it is used here. */
export interface RateLimitNamespace {
  getByName(name: string): {
    fetch(url: string, init: { method: string }): Promise<{ json(): Promise<unknown> }>
  }
}

const key = 'level'

function isLevel(value: unknown): value is Level {
  const { tokens, at } = Object(value)
  return typeof tokens === 'number' && typeof at === 'number'
}

function isTaken(value: unknown): value is Taken {
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
  #level: Level | undefined

  /** @param now - the clock, milliseconds since the epoch; the runtime leaves it out */
  constructor(state: RateLimitObjectState, _env?: unknown, now: () => number = Date.now) {
    this.#storage = state.storage
    this.#now = now
    state.blockConcurrencyWhile(async () => {
      const kept = await state.storage.get(key)
      this.#level = isLevel(kept) ? kept : undefined
    })
  }

  /** Takes a token; the limit is in the query, so that a new one needs no new object. */
  async fetch({ url }: { readonly url: string }): Promise<Response> {
    const query = new URL(url).searchParams
    const number = (name: string) => Number(query.get(name))
    const { level, taken } = takeFrom(
      checkedRateLimit({
        capacity: number('capacity'),
        refill: number('refill'),
        seconds: number('seconds'),
      }),
      this.#level,
      this.#now(),
    )
    this.#level = level
    await this.#storage.put(key, level, { allowUnconfirmed: true })
    return Response.json(taken)
  }
}

/**
 * Limiters of which each bucket is a {@link RateLimitObject}: right across all Workers in the world that share the
 * namespace, at the price of a call to the object for each request. They go by the object's clock.
 *
 * @throws StoreUnavailableError, of `take`, when the object cannot be reached
 */
export function durableRateLimiters(namespace: RateLimitNamespace): RateLimiters {
  return (name, limit) => {
    const { capacity, refill, seconds } = checkedRateLimit(limit)
    const url = `https://rate-limit/take?capacity=${capacity}&refill=${refill}&seconds=${seconds}`
    return {
      async take(bucket) {
        try {
          // A stub that has failed stays broken, so that none is kept.
          const answer = await namespace
            .getByName(`${name} ${bucket}`)
            .fetch(url, { method: 'POST' })
          const taken = await answer.json()
          if (isTaken(taken)) return taken
          throw new TypeError('the object of a rate limit answered something else')
        } catch (cause) {
          throw new StoreUnavailableError('the rate limit’s object is away', { cause })
        }
      },
    }
  }
}
