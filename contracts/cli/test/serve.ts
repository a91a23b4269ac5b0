import { once } from 'node:events'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { onTestFinished } from 'vitest'

/** Answers a request, or ends the connection without an answer. */
type Answer = (request: Request, hangUp: () => Response) => Response | Promise<Response>

/** Serves on a free loopback port until the test ends; answers the base URL. */
export async function serve(answer: Answer): Promise<string> {
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
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expected a TCP port')
  return `http://127.0.0.1:${address.port}`
}
