import { deprecationHeaders, negotiate, type Operation } from '@export-buckets/core'
import { AtlasError } from '../errors.ts'
import { say } from '../reply.ts'
import type { Check } from './check.ts'

/** Finds the version that answers, and says so when it is deprecated. */
export function resourceVersion(operation: Operation, now: () => number): Check {
  return (c) => {
    const negotiated = negotiate(operation, c.req.header('Accept'), new Date(now()))
    if (!negotiated.ok) throw new AtlasError(negotiated.error)
    c.set('resourceVersion', negotiated.resourceVersion)
    for (const [name, value] of Object.entries(deprecationHeaders(negotiated.resourceVersion))) {
      say(c, name, value)
    }
  }
}
