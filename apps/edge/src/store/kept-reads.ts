import type { ExportBucket, GroupId } from '@export-buckets/core'
import { goOn, type MaybePromise } from '../at-once.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { ApiKey, ServiceAccount, Store } from './store.ts'

/** Credentials and buckets kept, of each kind: some 10 MB when all are in use. */
const mostKept = 10_000
/** Parts of lists kept: some 20 MB, with what is written for them, when all are pages of 500 buckets. */
const mostSlices = 50

interface KeptValue<Owner, Value> {
  readonly owner: Owner
  readonly value: Value
}

/**
 * What was read, as long as the version of what it was read from stays the same. Ids are as good as unique: of two owners of
 * one id, only the last one's value is kept.
 */
class Kept<Owner, Value extends NonNullable<unknown>> {
  readonly #version: () => number
  readonly #values: BoundedMap<string, KeptValue<Owner, Value>>
  #of = Number.NaN

  constructor(version: () => number, most = mostKept) {
    this.#version = version
    this.#values = new BoundedMap(most)
  }

  /** A value, read where it is not kept. What is absent is never kept, so that nothing new is missed. */
  get<Found extends Value | undefined>(
    owner: Owner,
    id: string,
    read: () => MaybePromise<Found>,
  ): MaybePromise<Found | Value> {
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
      : this.#readAnew(owner, id, read, version)
  }

  async #readAnew<Found extends Value | undefined>(
    owner: Owner,
    id: string,
    read: () => MaybePromise<Found>,
    version: number,
  ): Promise<Found> {
    const value = await read()
    // Something may have been written meanwhile, and the value be the one before.
    if (value !== undefined && version === this.#of && version === this.#version()) {
      this.#values.set(id, { owner, value })
    }
    return value
  }
}

/**
 * A store that reads what requests ask, credentials, single buckets and lists, anew only when something was written.
 *
 * @param version - a number that changes whenever something is written
 */
export function keptReads(store: Store, version: () => number): Store {
  const keys = new Kept<undefined, ApiKey>(version)
  const holders = new Kept<string, ServiceAccount>(version)
  const buckets = new Kept<GroupId, ExportBucket>(version)
  const slices = new Kept<GroupId, readonly ExportBucket[]>(version, mostSlices)
  const counts = new Kept<GroupId, number>(version, mostSlices)
  return {
    ...store,
    apiKey: (publicKey) => keys.get(undefined, publicKey, () => store.apiKey(publicKey)),
    tokenHolder: (clientId, tokenId) =>
      holders.get(clientId, tokenId, () => store.tokenHolder(clientId, tokenId)),
    exportBucket: (groupId, id) => buckets.get(groupId, id, () => store.exportBucket(groupId, id)),
    exportBuckets(groupId, slice) {
      const id = `${groupId} ${slice.offset} ${slice.limit} ${slice.providers}`
      return slices.get(groupId, id, () =>
        goOn(store.exportBuckets(groupId, slice), (found) => Object.freeze([...found])),
      )
    },
    countExportBuckets: (groupId, providers) =>
      counts.get(groupId, `${groupId} ${providers}`, () =>
        store.countExportBuckets(groupId, providers),
      ),
  }
}
