import { Hono, type MiddlewareHandler } from 'hono'
import { etag } from 'hono/etag'
import type { Env } from '../env.ts'
import { pageFiles } from './headers.ts'

/**
 * The API page, to give to `createApp`: the API reference of the OpenAPI document, which sends requests to the server
 * that it comes from and calls nobody else.
 *
 * @param serveFile - `serveStatic` of the runtime, with the folder of the page as its root
 */
export function apiPage(serveFile: MiddlewareHandler): Hono<Env> {
  const page = new Hono<Env>()
  for (const [path, headers] of Object.entries(pageFiles)) {
    // What browsers may keep without asking needs no tag, and is too large to make one of at each request.
    if (headers['Cache-Control'] === 'no-cache') page.use(path, etag())
    page.get(
      path,
      async (c, next) => {
        await next()
        if (!c.res.ok) return
        for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
      },
      serveFile,
      // A file that is not there.
      (c) => c.notFound(),
    )
  }
  return page
}
