import type { Hono } from 'hono'
import { HonoBase } from 'hono/hono-base'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { getPath } from 'hono/utils/url'
import type { Env } from './env.ts'
import { refusalOf } from './request-target.ts'

/**
 * Hono with its fastest router, and without the others, which would make a Worker larger. It does not decode the path of
 * a URL that the app refuses.
 */
export function honoApp(): Hono<Env> {
  return new HonoBase<Env>({
    router: new RegExpRouter(),
    getPath: (request) => (refusalOf(request.url) ? '/*' : getPath(request)),
  })
}
