import type { ExportBucket } from '@export-buckets/core'
import type { MaybePromise } from '../at-once.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { ApiKey, ServiceAccount, Store } from './store.ts'

/** Credentials and buckets kept, of each kind: some 10 MB when all are in use. */
const mostKept = 10_000

/** What was read, as long as the version of what it was read from stays the same. */
class Kept<Value extends NonNullable<unknown>> {
  readonly #version: () => number
  readonly #values = new BoundedMap<string, Value>(mostKept)
  #of = Number.NaN

  constructor(version: () => number) {
    this.#version = version
  }

  /** The value of a key, read where it is not kept. What is absent is never kept, so that nothing new is missed. */
  get(key: string, read: () => MaybePromise<Value | undefined>): MaybePromise<Value | undefined> {
    let version: number
    try {
      version = this.#version()
    } catch (error) {
      return Promise.reject(error)
    }
    if (version !== this.#of) {
      this.#values.clear()
      this.#of = version
    }
    return this.#values.get(key) ?? this.#readAnew(key, read, version)
  }

  async #readAnew(
    key: string,
    read: () => MaybePromise<Value | undefined>,
    version: number,
  ): Promise<Value | undefined> {
    const value = await read()
    // Something may have been written meanwhile, and the value be the one before.
    if (value !== undefined && version === this.#of && version === this.#version()) {
      this.#values.set(key, value)
    }
    return value
  }
}

/**
 * A store that reads what every request asks, credentials and single buckets, anew only when something was written.
 *
 * @param version - tells a state of the store from the one before, see `SqlDatabase`
 */
export function keptReads(store: Store, version: () => number): Store {
  const keys = new Kept<ApiKey>(version)
  const holders = new Kept<ServiceAccount>(version)
  const buckets = new Kept<ExportBucket>(version)
  return {
    ...store,
    apiKey: (publicKey) => keys.get(publicKey, () => store.apiKey(publicKey)),
    tokenHolder: (clientId, tokenId) =>
      holders.get(`${clientId} ${tokenId}`, () => store.tokenHolder(clientId, tokenId)),
    exportBucket: (groupId, id) =>
      buckets.get(`${groupId} ${id}`, () => store.exportBucket(groupId, id)),
  }
}
