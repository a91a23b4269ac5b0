import { deprecationHeaders, negotiate, type Operation } from '@export-buckets/core'
import type { MiddlewareHandler } from 'hono'
import { AtlasError } from '../http/errors.ts'
import type { Env } from '../http/request-context.ts'

/** Creates the middleware that negotiates the resource version, and sets the headers of a deprecated one. */
export function negotiateVersion(operation: Operation): MiddlewareHandler<Env> {
  return async (c, next) => {
    const context = c.get('requestContext')
    const negotiated = negotiate(
      operation,
      c.req.header('Accept') ?? '',
      new Date(context.receivedAt),
    )
    if (!negotiated.ok) {
      const isGone = negotiated.error === 'VERSION_GONE'
      // Recorded: the path has no leading slash.
      const parameters = isGone ? [negotiated.requestedDate, context.path.slice(1)] : []
      throw new AtlasError(negotiated.error, { parameters })
    }
    context.resourceVersion = negotiated.resourceVersion
    Object.assign(context.headers, deprecationHeaders(negotiated.resourceVersion))
    await next()
  }
}
