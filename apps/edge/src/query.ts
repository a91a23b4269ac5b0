import { type OperationId, parseQuery, type Query, queryViolation } from '@export-buckets/core'
import { violationError } from './errors.ts'
import type { Exchange } from './exchange.ts'

/**
 * Reads the query of a request, with defaults.
 *
 * @throws AtlasError `INVALID_QUERY_PARAMETER` that lists every parameter that is wrong or given twice
 */
export type QueryReader<Op extends OperationId> = (exchange: Exchange) => Required<Query<Op>>

/** Creates the {@link QueryReader} of an operation. */
export function queryReader<Op extends OperationId>(operationId: Op): QueryReader<Op> {
  const defaults = parseQuery(operationId, () => [])
  return ({ searchParams }) => {
    const parsed =
      searchParams.size === 0
        ? defaults
        : parseQuery(operationId, (name) => searchParams.getAll(name))
    if (parsed.ok) return parsed.query
    throw violationError(queryViolation(parsed.issues))
  }
}
