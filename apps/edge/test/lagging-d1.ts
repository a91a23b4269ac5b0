import type { D1Binding } from '../src/store/drivers/d1.ts'

/**
 * Two real D1 databases that act as one with a read replica, which miniflare lacks. Sessions read where D1's would
 * (https://developers.cloudflare.com/d1/best-practices/read-replication/). The test writes to the replica itself.
 */
export class LaggingD1 implements D1Binding {
  readonly prepare: D1Binding['prepare']
  batch: D1Binding['batch']
  readonly #primary: D1Binding
  readonly #replica: D1Binding
  #batches = 0
  /** The constraint or bookmark of each session. */
  readonly sessionConstraints: (string | undefined)[] = []
  /** Delays the results of batches. Bookmarks keep the order in which batches were sent. */
  responseGate: Promise<void> | undefined

  constructor(primary: D1Binding, replica: D1Binding) {
    this.#primary = primary
    this.#replica = replica
    this.prepare = primary.prepare.bind(primary)
    this.batch = primary.batch.bind(primary)
  }

  withSession(constraintOrBookmark?: string): ReturnType<D1Binding['withSession']> {
    this.sessionConstraints.push(constraintOrBookmark)
    // The primary has the data of every bookmark. A real replica would also be used once it has them.
    const database = constraintOrBookmark === 'first-unconstrained' ? this.#replica : this.#primary
    let bookmark: string | null = null
    return {
      prepare: database.prepare.bind(database),
      batch: async (statements) => {
        const newBookmark = `bookmark-${String(++this.#batches).padStart(8, '0')}`
        const [results] = await Promise.all([database.batch(statements), this.responseGate])
        bookmark = newBookmark
        return results
      },
      getBookmark: () => bookmark,
    }
  }
}
