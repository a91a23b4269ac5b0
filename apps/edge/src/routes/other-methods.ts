import type { Hono } from 'hono'
import type { Env } from '../env.ts'
import { AtlasError } from '../errors.ts'
import { reply } from '../reply.ts'

/** Answers the methods that a path has no handler for: OPTIONS with `Allow`, any other with 405. Comes after all routes. */
export function otherMethods(app: Hono<Env>): void {
  const handled = app.routes.filter(({ method }) => method !== 'ALL')
  for (const [path, routes] of Map.groupBy(handled, (route) => route.path)) {
    const methods = new Set(routes.map(({ method }) => method))
    if (methods.has('GET')) methods.add('HEAD')
    const Allow = [...methods, 'OPTIONS'].join(', ')
    app.options(path, (c) => reply(c, 204, null, { Allow }))
    app.all(path, (c) => {
      throw new AtlasError('METHOD_NOT_ALLOWED', { parameters: [c.req.method] }, { Allow })
    })
  }
}
