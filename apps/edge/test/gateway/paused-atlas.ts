import { once } from 'node:events'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createTestApp } from '../create-test-app.ts'

/** An app over HTTP that stands for Atlas, and answers when it is told to. */
export interface PausedAtlas extends AsyncDisposable {
  readonly url: string
  /** How many requests for the resource came. */
  requestCount(): number
  /** Holds back every answer about the resource, or every token, until what it answers is called. */
  pause(endpoint?: 'resource' | 'token'): () => void
}

/** Serves a {@link PausedAtlas} on loopback. */
export async function createPausedAtlas(): Promise<PausedAtlas> {
  const { app } = await createTestApp()
  let requestCount = 0
  const pauses: { resource?: Promise<void>; token?: Promise<void> } = {}
  const listener = getRequestListener(async (request) => {
    const endpoint = new URL(request.url).pathname.startsWith('/api/oauth') ? 'token' : 'resource'
    if (endpoint === 'resource') requestCount++
    await pauses[endpoint]
    return app.fetch(request)
  })
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}`,
    requestCount: () => requestCount,
    pause(endpoint = 'resource') {
      const { promise, resolve } = Promise.withResolvers<void>()
      pauses[endpoint] = promise
      return resolve
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
