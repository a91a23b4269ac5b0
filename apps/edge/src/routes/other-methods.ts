import type { Handler, Hono } from 'hono'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import type { Env } from '../env.ts'
import { AtlasError } from '../errors.ts'
import { reply } from '../reply.ts'

/** Methods that get routes, so that a count by route knows their path. A last route takes whatever else HTTP has. */
const common = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * Answers what no route does: OPTIONS with `Allow`, another method of a path with 405, another path with 404. Comes after
 * all routes. The last route matches everything: `notFound` would be lost where the app is mounted in another one.
 *
 * @param answerPage - answers with the API page. The router of a mounted app does not match the slash after the prefix.
 */
export function otherMethods(app: Hono<Env>, answerPage: Handler<Env> | undefined): void {
  const allowed = new RegExpRouter<readonly string[]>()
  const handler: Handler<Env> = (c, next) => {
    const exchange = c.get('exchange')
    const { path } = exchange
    const { method } = c.req
    const [[methods = []] = []] = allowed.match('ALL', path)[0]
    if (methods.length === 0) throw new AtlasError('RESOURCE_NOT_FOUND', { parameters: [path] })
    if (answerPage !== undefined && methods.includes(method)) return answerPage(c, next)
    const Allow = [...methods, 'OPTIONS'].join(', ')
    if (method === 'OPTIONS') return reply(exchange, 204, null, { Allow })
    // Recorded: a 405 has neither a body nor a code.
    return reply(exchange, 405, null, { Allow })
  }
  const handled = app.routes.filter(({ method }) => method !== 'ALL')
  for (const [path, routes] of Map.groupBy(handled, (route) => route.path)) {
    const methods = new Set(routes.map(({ method }) => method))
    const others = common.filter((method) => !methods.has(method))
    app.on(others, path, handler)
    if (methods.has('GET')) methods.add('HEAD')
    allowed.add('ALL', path, [...methods])
  }
  app.all('*', handler)
}
