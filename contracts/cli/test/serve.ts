import { once } from 'node:events'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { onTestFinished } from 'vitest'

/** Answers a request, or ends the connection without an answer. */
type Answer = (request: Request, hangUp: () => Response) => Response | Promise<Response>

/** Has something done when a test ends. Of tests that run at the same time each has its own, in its context. */
export type WhenTestEnds = (end: () => void | Promise<void>) => void

/** Ends what serves as soon as a function returns, for what is done once for several tests. */
export async function whileServed<T>(use: (whenDone: WhenTestEnds) => Promise<T>): Promise<T> {
  const ends: Parameters<WhenTestEnds>[0][] = []
  try {
    return await use((end) => ends.push(end))
  } finally {
    for (const end of ends) await end()
  }
}

/** Serves on a free loopback port until the test ends; answers the base URL. */
export async function serve(
  answer: Answer,
  whenTestEnds: WhenTestEnds = onTestFinished,
): Promise<string> {
  const listener = getRequestListener(
    (request, { incoming }) =>
      answer(request, () => {
        incoming.socket.destroy()
        return new Response()
      }),
    { overrideGlobalObjects: false },
  )
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  whenTestEnds(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expected a TCP port')
  return `http://127.0.0.1:${address.port}`
}
