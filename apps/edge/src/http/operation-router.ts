import type { Result, Router } from 'hono/router'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { TrieRouter } from 'hono/router/trie-router'

/** Returns whether a path has a literal where another route has a parameter: `shardedClusters`, `:snapshotId`. */
const isAmbiguous = (path: string): boolean => path.includes('/snapshots/shardedCluster')

/**
 * Routes ambiguous paths with Hono's TrieRouter, and all others with its RegExpRouter, which rejects ambiguous routes. Hono's
 * default router would use the TrieRouter for every path, which adds a tenth to the time of a request.
 */
export class OperationRouter<T> implements Router<T> {
  readonly name = 'OperationRouter'
  readonly #regExpRouter = new RegExpRouter<T>()
  readonly #trieRouter = new TrieRouter<T>()

  add(method: string, path: string, handler: T): void {
    this.#trieRouter.add(method, path, handler)
    if (!isAmbiguous(path)) this.#regExpRouter.add(method, path, handler)
  }

  match(method: string, path: string): Result<T> {
    const router = isAmbiguous(path) ? this.#trieRouter : this.#regExpRouter
    return router.match(method, path)
  }
}
