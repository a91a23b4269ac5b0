import type { Handler, Hono } from 'hono'
import { TrieRouter } from 'hono/router/trie-router'
import { AtlasError } from './errors.ts'
import type { Env } from './request-context.ts'
import { respond } from './respond.ts'

/** Methods with a route of their own, so that metrics show the path. The last route handles all other methods. */
const commonMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * Adds the routes for unhandled requests: `Allow` for OPTIONS, 405 for other methods of a path, 404 for other paths. Call it
 * after all routes are added. The last route matches everything, because Hono ignores the `notFound` of a mounted app.
 *
 * @param apiPageHandler - serves the API page, because the router of a mounted app does not match the slash after the prefix
 */
export function addFallbackRoutes(app: Hono<Env>, apiPageHandler: Handler<Env> | undefined): void {
  // Hono's RegExpRouter rejects a literal where another path has a parameter: `shardedClusters`, `:snapshotId`.
  const allowedMethods = new TrieRouter<readonly string[]>()
  const handler: Handler<Env> = (c, next) => {
    const context = c.get('requestContext')
    const { path } = context
    const { method } = c.req
    const [matches] = allowedMethods.match('ALL', path)
    const methods = [...new Set(matches.flatMap(([routeMethods]) => routeMethods))]
    if (methods.length === 0) throw new AtlasError('RESOURCE_NOT_FOUND', { parameters: [path] })
    if (apiPageHandler !== undefined && methods.includes(method)) return apiPageHandler(c, next)
    const Allow = [...methods, 'OPTIONS'].join(', ')
    if (method === 'OPTIONS') return respond(context, 204, null, { Allow })
    // Recorded: a 405 has neither a body nor a code.
    return respond(context, 405, null, { Allow })
  }
  const declaredRoutes = app.routes.filter(({ method }) => method !== 'ALL')
  for (const [path, routes] of Map.groupBy(declaredRoutes, (route) => route.path)) {
    const methods = new Set(routes.map(({ method }) => method))
    const undeclaredMethods = commonMethods.filter((method) => !methods.has(method))
    app.on(undeclaredMethods, path, handler)
    if (methods.has('GET')) methods.add('HEAD')
    allowedMethods.add('ALL', path, [...methods])
  }
  app.all('*', handler)
}
