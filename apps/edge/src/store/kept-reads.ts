import type { ExportBucket, ExportBucketId, GroupId } from '@export-buckets/core'
import type { MaybePromise } from '../at-once.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { ApiKey, ServiceAccount, Store } from './store.ts'

/** Credentials and buckets kept, of each kind: some 10 MB when all are in use. */
const mostKept = 10_000

type Read<Owner, Id, Value> = (owner: Owner, id: Id) => MaybePromise<Value | undefined>

interface KeptValue<Owner, Value> {
  readonly owner: Owner
  readonly value: Value
}

/**
 * What was read, as long as the version of what it was read from stays the same. Ids are as good as unique: of two owners of
 * one id, only the last one's value is kept.
 */
class Kept<Owner, Id, Value> {
  readonly #version: () => number
  readonly #read: Read<Owner, Id, Value>
  readonly #values = new BoundedMap<Id, KeptValue<Owner, Value>>(mostKept)
  #of = Number.NaN

  constructor(version: () => number, read: Read<Owner, Id, Value>) {
    this.#version = version
    this.#read = read
  }

  /** A value, read where it is not kept. What is absent is never kept, so that nothing new is missed. */
  get(owner: Owner, id: Id): MaybePromise<Value | undefined> {
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
    const kept = this.#values.get(id)
    return kept !== undefined && kept.owner === owner
      ? kept.value
      : this.#readAnew(owner, id, version)
  }

  async #readAnew(owner: Owner, id: Id, version: number): Promise<Value | undefined> {
    const value = await this.#read(owner, id)
    // Something may have been written meanwhile, and the value be the one before.
    if (value !== undefined && version === this.#of && version === this.#version()) {
      this.#values.set(id, { owner, value })
    }
    return value
  }
}

/**
 * A store that reads what every request asks, credentials and single buckets, anew only when something was written.
 *
 * @param version - a number that changes whenever something is written
 */
export function keptReads(store: Store, version: () => number): Store {
  const keys = new Kept<undefined, string, ApiKey>(version, (_, id) => store.apiKey(id))
  const holders = new Kept<string, string, ServiceAccount>(version, store.tokenHolder)
  const buckets = new Kept<GroupId, ExportBucketId, ExportBucket>(version, store.exportBucket)
  return {
    ...store,
    apiKey: (publicKey) => keys.get(undefined, publicKey),
    tokenHolder: (clientId, tokenId) => holders.get(clientId, tokenId),
    exportBucket: (groupId, id) => buckets.get(groupId, id),
  }
}
