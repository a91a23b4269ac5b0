import { Hono } from 'hono'
import type { AppOptions, Env } from '../src/index.ts'

/** How the tests serve the app: at the root, or under a prefix that Hono keeps (`route`) or strips (`mount`, like a proxy). */
export const mounting: string = process.env['MOUNTING'] ?? 'root'

const prefix = mounting === 'root' ? '' : '/atlas'

/** The URL at which callers reach the app. */
export const baseUrl: string = `http://localhost${prefix}`

/** The options that an app needs under a stripped prefix, which it cannot detect. */
export const mountingOptions: Partial<AppOptions> =
  mounting === 'mount' ? { publicUrl: baseUrl } : {}

/** Returns the app itself or the app that it is mounted in. */
export function mountApp(app: Hono<Env>): Pick<Hono<Env>, 'request' | 'fetch'> {
  if (mounting === 'route') return new Hono<Env>().route(prefix, app)
  if (mounting === 'mount') return new Hono<Env>().mount(prefix, app.fetch)
  return app
}
