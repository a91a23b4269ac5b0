import { deprecationHeaders, negotiate, type Operation } from '@export-buckets/core'
import type { MiddlewareHandler } from 'hono'
import type { Env } from '../env.ts'
import { AtlasError } from '../errors.ts'

/** Finds the version that answers, and says so when it is deprecated. */
export function resourceVersion(operation: Operation, now: () => number): MiddlewareHandler<Env> {
  return async (c, next) => {
    const negotiated = negotiate(operation, c.req.header('Accept'), new Date(now()))
    if (!negotiated.ok) throw new AtlasError(negotiated.error)
    c.set('resourceVersion', negotiated.resourceVersion)
    for (const [name, value] of Object.entries(deprecationHeaders(negotiated.resourceVersion))) {
      c.header(name, value)
    }
    await next()
  }
}
