import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'

/** Serves on a free loopback port and prints the URL. */
export function serveOnNode(fetch: (request: Request) => Promise<Response>): void {
  const server = createServer(getRequestListener(fetch))
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
  })
}
