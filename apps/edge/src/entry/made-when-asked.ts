import type { Hono } from 'hono'
import { Around } from '../around.ts'
import type { Env } from '../env.ts'
import { honoApp } from '../hono-app.ts'
import { consoleLog } from '../request-log.ts'

/** Answers every request with the error for which there is no app; why, the log alone says. */
function unmade(error: unknown): Hono<Env> {
  const app = honoApp()
  const fail = () => {
    throw error
  }
  app.all('*', new Around(consoleLog, Date.now).handler([], fail))
  return app
}

/**
 * An app that is made at the first request, because what it is made of is not known before. While it cannot be made,
 * requests are answered with 500, and each tries anew.
 */
export function madeWhenAsked(make: () => Hono<Env>): () => Hono<Env> {
  let app: Hono<Env> | undefined
  return () => {
    try {
      app ??= make()
      return app
    } catch (error) {
      return unmade(error)
    }
  }
}
