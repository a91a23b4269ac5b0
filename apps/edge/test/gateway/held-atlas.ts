import { once } from 'node:events'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { world } from '../world.ts'

/** An app over HTTP that stands for Atlas, and answers when it is told to. */
export interface HeldAtlas extends AsyncDisposable {
  readonly url: string
  /** How many requests for the resource came. */
  asked(): number
  /** Holds back every answer about the resource until what it answers is called. */
  hold(): () => void
}

/** Serves a {@link HeldAtlas} on loopback. */
export async function heldAtlas(): Promise<HeldAtlas> {
  const { app } = await world()
  let asked = 0
  let held: Promise<void> | undefined
  const listener = getRequestListener(async (request) => {
    if (!new URL(request.url).pathname.startsWith('/api/oauth')) {
      asked++
      await held
    }
    return app.fetch(request)
  })
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}`,
    asked: () => asked,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      held = promise
      return resolve
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
