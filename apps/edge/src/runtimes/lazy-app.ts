import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { logToConsole } from '../http/access-log.ts'
import { toErrorResponse } from '../http/error-response.ts'
import type { Env } from '../http/request-context.ts'
import { requestLifecycle } from '../http/request-lifecycle.ts'

/** Creates an app that responds to every request with 500, and logs the error. */
function failingApp(error: unknown): Hono<Env> {
  const app = new Hono<Env>()
  app.onError((thrown, c) => toErrorResponse(thrown, c.get('requestContext')))
  app.use(requestId(), requestLifecycle({ log: logToConsole, now: Date.now, publicUrl: undefined }))
  app.all('*', () => {
    throw error
  })
  return app
}

/**
 * Creates an app at the first request, because some runtimes have no environment variables earlier. When it cannot be created,
 * the response is a 500, and the next request tries again.
 */
export function lazyApp(create: () => Hono<Env>): () => Hono<Env> {
  let app: Hono<Env> | undefined
  return () => {
    try {
      app ??= create()
      return app
    } catch (error) {
      return failingApp(error)
    }
  }
}
