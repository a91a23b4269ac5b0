import { type OperationId, parseQuery, type Query } from '@export-buckets/core'
import type { Exchange } from './exchange.ts'
import { invalid } from './violations.ts'

/**
 * Reads the query of requests, with defaults.
 *
 * @throws AtlasError `VALIDATION_ERROR` that names every parameter that is wrong or stands there twice
 */
export type QueryReader<Op extends OperationId> = (exchange: Exchange) => Required<Query<Op>>

/** Makes the {@link QueryReader} of an operation. */
export function queryReader<Op extends OperationId>(operationId: Op): QueryReader<Op> {
  const none = parseQuery(operationId, () => [])
  return ({ c }) => {
    const parsed = c.req.url.includes('?')
      ? parseQuery(operationId, (name) => c.req.queries(name) ?? [])
      : none
    if (parsed.ok) return parsed.query
    throw invalid(parsed.issues)
  }
}
