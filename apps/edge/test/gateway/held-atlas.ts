import { once } from 'node:events'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { world } from '../world.ts'

/** An app over HTTP that stands for Atlas, and answers when it is told to. */
export interface HeldAtlas extends AsyncDisposable {
  readonly url: string
  /** How many requests for the resource came. */
  asked(): number
  /** Holds back every answer about the resource, or every token, until what it answers is called. */
  hold(what?: 'resource' | 'token'): () => void
}

/** Serves a {@link HeldAtlas} on loopback. */
export async function heldAtlas(): Promise<HeldAtlas> {
  const { app } = await world()
  let asked = 0
  const held: { resource?: Promise<void>; token?: Promise<void> } = {}
  const listener = getRequestListener(async (request) => {
    const what = new URL(request.url).pathname.startsWith('/api/oauth') ? 'token' : 'resource'
    if (what === 'resource') asked++
    await held[what]
    return app.fetch(request)
  })
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}`,
    asked: () => asked,
    hold(what = 'resource') {
      const { promise, resolve } = Promise.withResolvers<void>()
      held[what] = promise
      return resolve
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
