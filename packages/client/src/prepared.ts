import { type ApiVersion, type OperationId, operations } from '@export-buckets/core'
import { type Asked, askedFor } from './asked.ts'
import { type InPath, pathParameters } from './export-buckets/ids.ts'
import type { OwnRequest } from './fetch.ts'
import { type Content, requestOf } from './request.ts'

/** A call that has been checked, ready to be sent. */
interface Prepared<Op extends OperationId, V extends ApiVersion> {
  readonly asked: Asked<Op, V>
  readonly request: OwnRequest
}

/**
 * Checks a call of an operation, and makes its request.
 *
 * @throws ValidationError when an id, the version, the query or the body cannot be
 */
export type Prepare = <Op extends OperationId, V extends ApiVersion>(
  operationId: Op,
  version: V,
  ids: InPath,
  content: Content<Op, V> | undefined,
) => Prepared<Op, V>

/** The last call that had nothing but ids. */
interface Last extends Prepared<OperationId, ApiVersion>, InPath {}

function isSame<Op extends OperationId, V extends ApiVersion>(
  last: Last | undefined,
  operationId: Op,
  version: V,
  { groupId, exportBucketId }: InPath,
): last is Last & Prepared<Op, V> {
  return (
    last !== undefined &&
    last.asked.operationId === operationId &&
    last.asked.version === version &&
    last.groupId === groupId &&
    last.exportBucketId === exportBucketId
  )
}

/** Prepares calls to a base URL; the same one again, as of those who wait for something to change, is not checked anew. */
export function preparing(baseUrl: string): Prepare {
  let last: Last | undefined
  return (operationId, version, ids, content) => {
    if (content === undefined && isSame(last, operationId, version, ids)) return last
    const path = pathParameters(operations[operationId], ids)
    const asked = askedFor(operationId, version)
    const prepared = { asked, request: requestOf(baseUrl, asked, path, content) }
    const { groupId, exportBucketId } = ids
    if (content === undefined) last = { ...prepared, groupId, exportBucketId }
    return prepared
  }
}
