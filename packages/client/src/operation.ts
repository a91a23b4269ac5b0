import {
  type Answer,
  type ApiVersion,
  apiVersions,
  type OperationId,
  operationPath,
  operations,
  ValidationError,
  vendorMediaType,
} from '@export-buckets/core'
import { type Asked, readAnswer } from './answer.ts'
import { noticeDeprecation, type OnDeprecation } from './deprecation.ts'
import { AtlasApiError } from './errors/atlas-api-error.ts'
import { checkedTimeout } from './options.ts'
import type { TimedFetch } from './transport/timeout.ts'

/** What every call may bring along. */
export interface CallOptions {
  /** Ends the call; it rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** For this call alone, in milliseconds. Default: the client's `timeout`. */
  readonly timeout?: number
}

/** What calls share. */
export interface Connection {
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly send: TimedFetch
  readonly timeout: number
  readonly onDeprecation: OnDeprecation
}

/** One call of an operation. */
export interface Call<Op extends OperationId, V extends ApiVersion> extends Asked<Op, V> {
  /** The parameters of the path, validated. */
  readonly path: Readonly<Record<string, string>>
  readonly options: CallOptions
}

/**
 * A date as the API knows it.
 *
 * @throws ValidationError that lists the dates
 */
export function checkedVersion<V extends ApiVersion>(version: V): V {
  if (apiVersions.includes(version)) return version
  const message = `expected one of ${apiVersions.join(', ')}, got ${JSON.stringify(version)}`
  throw new ValidationError('ApiVersion', [{ path: [], message }])
}

/**
 * Calls an operation and validates its answer: all that a resource's methods have in common.
 *
 * @throws AtlasApiError, ShapeError, ValidationError, and what the connection throws
 */
export async function callOperation<Op extends OperationId, V extends ApiVersion>(
  { baseUrl, send, timeout, onDeprecation }: Connection,
  { operationId, version, path, options }: Call<Op, V>,
): Promise<Answer<Op, V>> {
  const asked = { operationId, version: checkedVersion(version) }
  const limit = checkedTimeout(options.timeout ?? timeout)
  const operation = operations[operationId]
  const request = new Request(baseUrl + operationPath(operation, path), {
    method: operation.method,
    headers: { Accept: vendorMediaType(version) },
    signal: options.signal ?? null,
  })
  const response = await send(request, limit)
  noticeDeprecation(onDeprecation, asked, response.headers)
  const text = await response.text()
  if (!response.ok) throw new AtlasApiError(operationId, response, text)
  return readAnswer(asked, response.headers.get('Content-Type') ?? '', text)
}
