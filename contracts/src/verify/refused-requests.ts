import type { IncomingMessage } from 'node:http'
import { truncate } from '../lib/truncate.ts'

/** As many refused requests are described. */
const MAX_EXAMPLES = 10

/** Counts the requests that the proxy refuses, and describes the first of them. */
export class RefusedRequests {
  readonly #examples: string[] = []
  #count = 0

  add({ method, url = '' }: IncomingMessage, reason: string): void {
    this.#count++
    if (this.#examples.length < MAX_EXAMPLES)
      this.#examples.push(`${method} ${truncate(url)}: ${reason}`)
  }

  /** Returns a line for each of the first requests, and one for the number of the others. */
  lines(): string[] {
    const others = this.#count - this.#examples.length
    return others === 0 ? [...this.#examples] : [...this.#examples, `and ${others} more`]
  }
}
