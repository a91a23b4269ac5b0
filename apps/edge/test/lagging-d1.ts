import type { D1Binding } from '../src/store/d1.ts'

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
  readonly opened: (string | undefined)[] = []
  /** Answers of batches that are sent now come after this. Bookmarks are in the order in which batches were sent. */
  held: Promise<void> | undefined

  constructor(primary: D1Binding, replica: D1Binding) {
    this.#primary = primary
    this.#replica = replica
    this.prepare = primary.prepare.bind(primary)
    this.batch = primary.batch.bind(primary)
  }

  withSession(constraintOrBookmark?: string): ReturnType<D1Binding['withSession']> {
    this.opened.push(constraintOrBookmark)
    // The primary has whatever a bookmark was given out for; the replica would answer as soon as it has it, too.
    const near = constraintOrBookmark === 'first-unconstrained' ? this.#replica : this.#primary
    let bookmark: string | null = null
    return {
      prepare: near.prepare.bind(near),
      batch: async (statements) => {
        const reached = `bookmark-${String(++this.#batches).padStart(8, '0')}`
        const [results] = await Promise.all([near.batch(statements), this.held])
        bookmark = reached
        return results
      },
      getBookmark: () => bookmark,
    }
  }
}
