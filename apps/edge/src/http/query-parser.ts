import { type OperationId, parseQuery, type Query, queryViolation } from '@export-buckets/core'
import { violationError } from './errors.ts'
import type { RequestContext } from './request-context.ts'

/**
 * Parses the query of a request and applies the defaults.
 *
 * @throws AtlasError `INVALID_QUERY_PARAMETER` that lists every invalid or duplicate parameter
 */
export type QueryParser<Op extends OperationId> = (context: RequestContext) => Required<Query<Op>>

/** Creates the {@link QueryParser} of an operation. */
export function createQueryParser<Op extends OperationId>(operationId: Op): QueryParser<Op> {
  const defaults = parseQuery(operationId, () => [])
  return ({ searchParams }) => {
    const result =
      searchParams.size === 0
        ? defaults
        : parseQuery(operationId, (name) => searchParams.getAll(name))
    if (result.ok) return result.query
    throw violationError(queryViolation(result.issues))
  }
}
