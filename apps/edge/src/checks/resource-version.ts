import { deprecationHeaders, negotiate, type Operation } from '@export-buckets/core'
import type { MiddlewareHandler } from 'hono'
import type { Env } from '../env.ts'
import { AtlasError } from '../errors.ts'

/** Negotiates the resource version of the response, and sets the headers of a deprecated one. */
export function resourceVersion(operation: Operation): MiddlewareHandler<Env> {
  return async (c, next) => {
    const exchange = c.get('exchange')
    const negotiated = negotiate(operation, c.req.header('Accept') ?? '', new Date(exchange.time))
    if (!negotiated.ok) {
      const isGone = negotiated.error === 'VERSION_GONE'
      // Recorded: the path has no leading slash.
      const parameters = isGone ? [negotiated.asked, exchange.path.slice(1)] : []
      throw new AtlasError(negotiated.error, { parameters })
    }
    exchange.resourceVersion = negotiated.resourceVersion
    Object.assign(exchange.headers, deprecationHeaders(negotiated.resourceVersion))
    await next()
  }
}
