import {
  type ApiVersion,
  apiVersions,
  type OperationId,
  operations,
  type ResolvedVersion,
  type ResourceVersion,
  resolveVersion,
  ValidationError,
} from '@export-buckets/core'

/** An operation, the requested API date, and the resource version that serves that date. */
export interface ResolvedOperation<Op extends OperationId, V extends ApiVersion> {
  readonly operationId: Op
  readonly version: V
  /** The newest resource version up to the date. */
  readonly resourceVersion: ResourceVersion
}

/** The API dates at which an operation exists. */
export type OperationVersion<Op extends OperationId> = {
  [V in ApiVersion]: [ResolvedVersion<Op, V>] extends [never] ? never : V
}[ApiVersion]

/**
 * Creates the error for a value that is not one of a fixed set.
 *
 * @param type - the name of the expected type
 */
function enumError(type: string, value: unknown, expected: string): ValidationError {
  const message = `expected ${expected}, got ${JSON.stringify(value)}`
  return new ValidationError(type, [{ path: [], code: 'enum', message }])
}

/**
 * Returns an API date unchanged.
 *
 * @throws ValidationError that lists the API dates
 */
export function validateVersion<V extends ApiVersion>(version: V): V {
  if (apiVersions.includes(version)) return version
  throw enumError('ApiVersion', version, `one of ${apiVersions.join(', ')}`)
}

/** @throws ValidationError for an unknown API date, and for one before the operation's first version */
export function resolveOperation<Op extends OperationId, V extends ApiVersion>(
  operationId: Op,
  version: V,
): ResolvedOperation<Op, V> {
  const operation = operations[operationId]
  const resourceVersion = resolveVersion(operation, validateVersion(version))
  if (resourceVersion !== undefined) return { operationId, version, resourceVersion }
  const expected = `${operation.versions[0]?.version} or later for ${operationId}`
  throw enumError('ApiVersion', version, expected)
}
