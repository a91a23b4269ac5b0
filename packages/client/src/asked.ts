import {
  type AnsweringVersion,
  type ApiVersion,
  apiVersions,
  answeringVersion as coreAnsweringVersion,
  type OperationId,
  operations,
  ValidationError,
} from '@export-buckets/core'

/** An operation and the date that it is asked for. */
export interface Asked<Op extends OperationId, V extends ApiVersion> {
  readonly operationId: Op
  readonly version: V
}

/** The dates at which an operation has an answer. */
export type VersionOf<Op extends OperationId> = {
  [V in ApiVersion]: [AnsweringVersion<Op, V>] extends [never] ? never : V
}[ApiVersion]

function refuse(version: unknown, expected: string): never {
  const message = `expected ${expected}, got ${JSON.stringify(version)}`
  throw new ValidationError('ApiVersion', [{ path: [], message }])
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

/**
 * The version that answers: the newest one that is not later than the date asked for.
 *
 * @throws ValidationError when the operation is younger than that date
 */
export function answeringVersion({
  operationId,
  version,
}: Asked<OperationId, ApiVersion>): ApiVersion {
  const operation = operations[operationId]
  const [first] = operation.versions
  const found = coreAnsweringVersion(operation, version)
  return found?.version ?? refuse(version, `${first?.version} or later for ${operationId}`)
}
