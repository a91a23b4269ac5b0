import { reasonOf } from './reason.ts'
import type { Send } from './senders.ts'

/** The provider, or what sets its states, cannot be reached. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

/** Milliseconds that a provider has for an answer. */
export const patienceForAnAnswer = 30_000

/** @throws UnreachableError where a URL gives no answer of HTTP, whatever its status */
export async function reach(what: string, url: string, send: Send): Promise<void> {
  try {
    const { body } = await send(new Request(url, { redirect: 'manual' }))
    await body?.cancel()
  } catch (error) {
    throw new UnreachableError(`${what}: no answer from ${url}: ${reasonOf(error)}`)
  }
}
