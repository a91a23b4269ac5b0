import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'

/** A server on a free loopback port. Disposing of it also closes its connections. */
export interface LoopbackServer extends AsyncDisposable {
  readonly origin: string
  readonly port: number
}

/** Starts a {@link LoopbackServer}. Works outside tests too: in programs that measure, for example. */
export async function openServer(listener: RequestListener): Promise<LoopbackServer> {
  const server = createServer(listener)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expected a TCP port')
  const { port } = address
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
