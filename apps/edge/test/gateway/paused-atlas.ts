import { openServer } from '@export-buckets/test-support/open-server'
import { getRequestListener } from '@hono/node-server'
import { createTestApp } from '../create-test-app.ts'

/** An app over HTTP in the role of Atlas, whose responses a test can hold back. */
export interface PausedAtlas extends AsyncDisposable {
  readonly url: string
  /** Returns the number of resource requests. */
  requestCount(): number
  /** Holds back all responses of an endpoint. Returns the function that releases them. */
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
  const server = await openServer(listener)
  return {
    url: server.origin,
    requestCount: () => requestCount,
    pause(endpoint = 'resource') {
      const { promise, resolve } = Promise.withResolvers<void>()
      pauses[endpoint] = promise
      return resolve
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
