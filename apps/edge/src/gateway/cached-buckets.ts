import type { ApiVersion, ExportBucketId, GroupId } from '@export-buckets/core'
import type { CacheObservation } from '../observation.ts'
import type { UpstreamAnswer } from './answer.ts'
import type { AnswerCache } from './answer-cache.ts'
import { AwayError } from './failures.ts'
import { parsedJson } from './parsed-json.ts'

/** Which answer of an Atlas: nothing else can change it, since every question is asked with the same credentials. */
export interface AnswerKey {
  readonly groupId: GroupId
  readonly exportBucketId: ExportBucketId
  /** The resource version. */
  readonly version: ApiVersion
}

/** An answer, and how it was come by. */
export interface Cached {
  readonly answer: UpstreamAnswer
  readonly outcome: CacheObservation['outcome']
  /** Seconds since Atlas gave it. */
  readonly age: number
  /** Seconds until Atlas is asked again; negative when it should have been by now. */
  readonly ttl: number
  /** Why an expired answer served. */
  readonly failure?: AwayError
}

/** What an answer is kept with. */
interface Stored {
  readonly answer: UpstreamAnswer
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** Whether the answer to a question under way may be kept: not after a write that it may not have seen. */
interface Keeping {
  allowed: boolean
  storing: Promise<void> | undefined
}

/** A question under way, for all who ask the same meanwhile. */
interface Flight {
  readonly answer: Promise<UpstreamAnswer>
  readonly keeping: Keeping
}

/** How answers are kept. */
export interface CachedBucketsOptions {
  /** Which Atlas, since a cache may hold answers of several. */
  readonly atlas: string
  readonly cache: AnswerCache
  /** Seconds. */
  readonly freshFor: number
  /** Seconds. */
  readonly staleIfError: number
  readonly now: () => number
}

/** Answers about single buckets, kept for a short while (RFC 5861 for the while after that, RFC 9211 for the words). */
export class CachedBuckets {
  readonly #options: CachedBucketsOptions
  readonly #flights = new Map<string, Flight>()

  constructor(options: CachedBucketsOptions) {
    this.#options = options
  }

  /**
   * The answer to a question: a fresh one that is kept, or that of `ask`, or a kept one that is not fresh any more where
   * `ask` fails for the moment. Who may see the answer is to be settled before.
   */
  async get(key: AnswerKey, ask: () => Promise<UpstreamAnswer>): Promise<Cached> {
    const name = this.#nameOf(key)
    const stored = await this.#stored(name)
    if (stored !== undefined && this.#ttl(stored) > 0) return this.#cached(stored, 'hit')
    const known = this.#flights.get(name)
    const flight = known ?? this.#start(name, ask)
    try {
      const answer = await flight.answer
      const at = this.#options.now()
      return this.#cached({ answer, at }, known === undefined ? 'miss' : 'collapsed')
    } catch (error) {
      if (stored === undefined || !(error instanceof AwayError)) throw error
      return { ...this.#cached(stored, 'stale'), failure: error }
    }
  }

  /** Forgets a bucket in some versions, and lets no question that is under way bring the old answer back. */
  async purge(keys: readonly AnswerKey[]): Promise<void> {
    await Promise.all(keys.map((key) => this.#forget(this.#nameOf(key))))
  }

  #nameOf({ groupId, exportBucketId, version }: AnswerKey): string {
    return `${this.#options.atlas}/${groupId}/${exportBucketId}/${version}`
  }

  async #forget(name: string): Promise<void> {
    const flight = this.#flights.get(name)
    this.#flights.delete(name)
    if (flight !== undefined) flight.keeping.allowed = false
    await flight?.keeping.storing
    await this.#options.cache.delete(name).catch(() => undefined)
  }

  #start(name: string, ask: () => Promise<UpstreamAnswer>): Flight {
    const keeping: Keeping = { allowed: true, storing: undefined }
    const flight = { keeping, answer: this.#fly(name, keeping, ask) }
    this.#flights.set(name, flight)
    return flight
  }

  async #fly(
    name: string,
    keeping: Keeping,
    ask: () => Promise<UpstreamAnswer>,
  ): Promise<UpstreamAnswer> {
    try {
      const answer = await ask()
      if (keeping.allowed) keeping.storing = this.#store(name, answer)
      await keeping.storing
      return answer
    } catch (error) {
      // What Atlas says is not there must not come back while Atlas is away.
      if (!(error instanceof AwayError))
        await this.#options.cache.delete(name).catch(() => undefined)
      throw error
    } finally {
      if (this.#flights.get(name)?.keeping === keeping) this.#flights.delete(name)
    }
  }

  async #store(name: string, answer: UpstreamAnswer): Promise<void> {
    const { cache, freshFor, staleIfError, now } = this.#options
    const lifetime = freshFor + staleIfError
    if (lifetime <= 0) return
    const stored: Stored = { answer, at: now() }
    // A cache that fails costs the next question, not this answer.
    await cache.put(name, JSON.stringify(stored), lifetime).catch(() => undefined)
  }

  async #stored(name: string): Promise<Stored | undefined> {
    const text = await this.#options.cache.get(name).catch(() => undefined)
    if (text === undefined) return undefined
    const stored = storedIn(text)
    const usable = stored !== undefined && this.#ttl(stored) > -this.#options.staleIfError
    return usable ? stored : undefined
  }

  #ttl({ at }: Stored): number {
    const age = (this.#options.now() - at) / 1000
    // What was kept in the future, by a clock that was set back since, is not fresh.
    return age < 0 ? age : this.#options.freshFor - age
  }

  #cached(stored: Stored, outcome: Cached['outcome']): Cached {
    const ttl = Math.floor(this.#ttl(stored))
    const age = Math.max(0, Math.floor((this.#options.now() - stored.at) / 1000))
    return { answer: stored.answer, outcome, age, ttl }
  }
}

function isStored(value: unknown): value is Stored {
  const { answer, at } = Object(value)
  const { status, text, drift } = Object(answer)
  return (
    typeof at === 'number' &&
    typeof status === 'number' &&
    typeof text === 'string' &&
    Array.isArray(drift)
  )
}

/** What is kept under a key; `undefined` for what another release may have left there. */
function storedIn(text: string): Stored | undefined {
  const value = parsedJson(text)
  return isStored(value) ? value : undefined
}
