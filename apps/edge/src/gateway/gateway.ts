import { operations } from '@export-buckets/core'
import type { Observation } from '../observation.ts'
import type { UpstreamAnswer } from './answer.ts'
import { type AnswerKey, type Cached, CachedBuckets } from './cached-buckets.ts'
import type { UpstreamParts } from './parts.ts'
import { type Question, Upstream } from './upstream.ts'

/** What a gateway hears from and tells to its app. */
export interface GatewayContext {
  readonly now: () => number
  readonly observe: (observation: Observation) => void
}

const pathOf = (baseUrl: string): string => new URL(baseUrl).pathname.replace(/\/$/, '')

const getOperation = operations.getGroupBackupExportBucket

/** Every version that a bucket can be cached in. */
const cachedVersions = getOperation.versions.map(({ version }) => version)

/** The real Atlas, with a cache of single buckets before it. */
export class Gateway {
  readonly upstream: Upstream
  /** The path of Atlas's base URL, empty where it has none. */
  readonly prefix: string
  readonly #cached: CachedBuckets
  readonly #observe: GatewayContext['observe']

  /** @throws TypeError when a part cannot be used; it names the part */
  constructor(parts: UpstreamParts, { now, observe }: GatewayContext) {
    const { baseUrl = '', cache, freshFor = 10, staleIfError = 300 } = parts
    this.upstream = new Upstream(parts, observe)
    // Atlas's own address, the default, has no path.
    this.prefix = baseUrl && pathOf(baseUrl)
    this.#cached = new CachedBuckets({ atlas: baseUrl, cache, freshFor, staleIfError, now })
    this.#observe = observe
  }

  /** One bucket, from the cache or from Atlas. */
  async bucket(key: AnswerKey): Promise<Cached> {
    const { version, ...path } = key
    const ask = () => this.upstream.ask({ operation: getOperation, version, path })
    const cached = await this.#cached.get(key, ask)
    this.#observe({ of: 'cache', outcome: cached.outcome })
    return cached
  }

  /** Asks Atlas for what may change a bucket, which is forgotten then, whatever came of it. */
  async write(question: Question, bucket: Omit<AnswerKey, 'version'>): Promise<UpstreamAnswer> {
    try {
      return await this.upstream.ask(question)
    } finally {
      await this.#cached.purge(cachedVersions.map((version) => ({ ...bucket, version })))
    }
  }
}
