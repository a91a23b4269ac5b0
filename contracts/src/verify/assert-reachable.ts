import { errorMessage } from '../lib/error-message.ts'
import type { Send } from './senders.ts'

/** The provider, or what sets its states, cannot be reached. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

/** @throws UnreachableError where a URL gives no answer of HTTP, whatever its status */
export async function assertReachable(label: string, url: string, send: Send): Promise<void> {
  try {
    await send(new Request(url, { redirect: 'manual' }))
  } catch (error) {
    throw new UnreachableError(`${label}: no answer from ${url}: ${errorMessage(error)}`)
  }
}
