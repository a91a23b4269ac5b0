import type { Hono } from 'hono'
import { HonoBase } from 'hono/hono-base'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import type { Env } from './env.ts'

/** Hono with its fastest router, and without the others, which would make a Worker larger. */
export function honoApp(): Hono<Env> {
  return new HonoBase<Env>({ router: new RegExpRouter() })
}
