import { Hono } from 'hono'
import type { AppOptions, Env } from '../src/index.ts'

/** How a test serves the app: at the root, or under a prefix that Hono keeps (`route`) or strips (`mount`, or a proxy). */
export const mounting: string = process.env['MOUNTING'] ?? 'root'

const prefix = mounting === 'root' ? '' : '/atlas'

/** The URL at which callers find the app. */
export const baseUrl: string = `http://localhost${prefix}`

/** The parts that an app needs where a prefix is stripped: it cannot know of it otherwise. */
export const mountingOptions: Partial<AppOptions> =
  mounting === 'mount' ? { publicUrl: baseUrl } : {}

/** Returns the app, or another one that it is mounted in. */
export function mountApp(app: Hono<Env>): Pick<Hono<Env>, 'request' | 'fetch'> {
  if (mounting === 'route') return new Hono<Env>().route(prefix, app)
  if (mounting === 'mount') return new Hono<Env>().mount(prefix, app.fetch)
  return app
}
