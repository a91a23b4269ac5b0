import { Hono } from 'hono'
import { answerError } from '../answer-error.ts'
import { requestLifecycle } from '../around.ts'
import type { Env } from '../env.ts'
import { consoleLog } from '../request-log.ts'

/** Creates an app that responds to every request with 500, and logs the error. */
function failingApp(error: unknown): Hono<Env> {
  const app = new Hono<Env>()
  app.onError((thrown, c) => answerError(thrown, c.get('exchange')))
  app.use(requestLifecycle({ log: consoleLog, now: Date.now, publicUrl: undefined }))
  app.all('*', () => {
    throw error
  })
  return app
}

/**
 * Creates an app at the first request, because some runtimes have no environment variables before. While it cannot be
 * created, requests get 500, and each one tries again.
 */
export function madeWhenAsked(make: () => Hono<Env>): () => Hono<Env> {
  let app: Hono<Env> | undefined
  return () => {
    try {
      app ??= make()
      return app
    } catch (error) {
      return failingApp(error)
    }
  }
}
