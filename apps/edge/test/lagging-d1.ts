import type { D1Binding } from '../src/store/drivers/d1.ts'

/**
 * Two real databases of D1 as one that has a read replica, which miniflare's has not: sessions read where D1's would
 * (https://developers.cloudflare.com/d1/best-practices/read-replication/). The replica has what the test writes into it.
 */
export class LaggingD1 implements D1Binding {
  readonly prepare: D1Binding['prepare']
  batch: D1Binding['batch']
  readonly #primary: D1Binding
  readonly #replica: D1Binding
  #batches = 0
  /** What each session was opened with. */
  readonly openedWith: (string | undefined)[] = []
  /** Answers of batches that are sent now come after this. Bookmarks are in the order in which batches were sent. */
  responseGate: Promise<void> | undefined

  constructor(primary: D1Binding, replica: D1Binding) {
    this.#primary = primary
    this.#replica = replica
    this.prepare = primary.prepare.bind(primary)
    this.batch = primary.batch.bind(primary)
  }

  withSession(constraintOrBookmark?: string): ReturnType<D1Binding['withSession']> {
    this.openedWith.push(constraintOrBookmark)
    // The primary has whatever a bookmark was given out for; the replica would answer as soon as it has it, too.
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
