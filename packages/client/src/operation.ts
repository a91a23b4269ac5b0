import type { Answer, ApiVersion, OperationId } from '@export-buckets/core'
import { readAnswer } from './answer.ts'
import { askedFor } from './asked.ts'
import { noticeDeprecation, type OnDeprecation } from './deprecation.ts'
import { AtlasApiError } from './errors/atlas-api-error.ts'
import { checkedTimeout } from './options.ts'
import { type CallParameters, requestOf } from './request.ts'
import { textOf } from './transport/answered.ts'
import type { TimedSend } from './transport/timeout.ts'

/** What every call may bring along. */
export interface CallOptions<V extends ApiVersion = ApiVersion> {
  /** The date to ask for; the answer has the newest resource version not later. Default: the client's `version`. */
  readonly version?: V
  /** Ends the call; it rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** For this call alone, in milliseconds. Default: the client's `timeout`. */
  readonly timeout?: number
}

/** What calls share. */
export interface Connection {
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly send: TimedSend
  /** What a call without a version asks for. */
  readonly version: ApiVersion
  readonly timeout: number
  readonly onDeprecation: OnDeprecation
}

/** One call of an operation. */
export interface Call<Op extends OperationId, V extends ApiVersion> extends CallParameters<Op, V> {
  readonly operationId: Op
  readonly options: CallOptions<V>
}

/**
 * Calls an operation and validates its answer: all that a resource's methods have in common.
 *
 * @throws AtlasApiError, ShapeError, ValidationError, and what the connection throws
 */
export async function callOperation<Op extends OperationId, V extends ApiVersion>(
  connection: Connection,
  { operationId, options, ...parameters }: Call<Op, V>,
): Promise<Answer<Op, V>> {
  // V is inferred from `version`; where that is left out, it is the client's.
  const version = (options.version ?? connection.version) as V
  const asked = askedFor(operationId, version)
  const limit = checkedTimeout(options.timeout ?? connection.timeout)
  const request = requestOf(connection.baseUrl, asked, parameters)
  const answered = await connection.send(limit, request, options.signal)
  const { response } = answered
  noticeDeprecation(connection.onDeprecation, { operationId, version }, response.headers)
  const text = textOf(answered)
  if (!response.ok) throw new AtlasApiError(operationId, response, text)
  return readAnswer(asked, response, text)
}
