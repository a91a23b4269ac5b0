import type { RequestListener } from 'node:http'
import { onTestFinished } from 'vitest'
import { openServer } from './open-server.ts'

/** Registers a callback for the end of a test. Concurrent tests pass the function of their own context. */
export type OnTestEnd = (callback: () => void | Promise<void>) => void

/** Listens on a free loopback port until the test ends, and returns the origin. */
export async function listen(
  listener: RequestListener,
  onTestEnd: OnTestEnd = onTestFinished,
): Promise<string> {
  const opening = openServer(listener)
  // Registered before the first `await`, where Vitest still knows the test.
  onTestEnd(async () => (await opening)[Symbol.asyncDispose]())
  const { origin } = await opening
  return origin
}
