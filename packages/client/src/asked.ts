import {
  type AnsweringVersion,
  type ApiVersion,
  answeringVersion,
  apiVersions,
  type OperationId,
  operations,
  type ResourceVersion,
  ValidationError,
} from '@export-buckets/core'

/** An operation, the date that it is asked for, and what answers that date. */
export interface Asked<Op extends OperationId, V extends ApiVersion> {
  readonly operationId: Op
  readonly version: V
  /** The newest version that is not later than the date. */
  readonly answering: ResourceVersion
}

/** The dates at which an operation has an answer. */
export type VersionOf<Op extends OperationId> = {
  [V in ApiVersion]: [AnsweringVersion<Op, V>] extends [never] ? never : V
}[ApiVersion]

function refuse(version: unknown, expected: string): never {
  const message = `expected ${expected}, got ${JSON.stringify(version)}`
  throw new ValidationError('ApiVersion', [{ path: [], code: 'enum', message }])
}

/**
 * A date as the API knows it.
 *
 * @throws ValidationError that lists the dates
 */
export function checkedVersion<V extends ApiVersion>(version: V): V {
  return apiVersions.includes(version)
    ? version
    : refuse(version, `one of ${apiVersions.join(', ')}`)
}

/** @throws ValidationError when there is no such date, or the operation is younger than it */
export function askedFor<Op extends OperationId, V extends ApiVersion>(
  operationId: Op,
  version: V,
): Asked<Op, V> {
  const operation = operations[operationId]
  const answering = answeringVersion(operation, checkedVersion(version))
  if (answering !== undefined) return { operationId, version, answering }
  return refuse(version, `${operation.versions[0]?.version} or later for ${operationId}`)
}
