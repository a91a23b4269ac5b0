import type { Answer, ApiVersion, OperationId } from '@export-buckets/core'
import type { ReadAnswer } from './answer.ts'
import { noticeDeprecation, type OnDeprecation } from './deprecation.ts'
import { AtlasApiError } from './errors/atlas-api-error.ts'
import type { OfProject } from './export-buckets/ids.ts'
import { checkedTimeout } from './options.ts'
import type { Prepare } from './prepared.ts'
import type { Content } from './request.ts'
import { isSuccess, textOf } from './transport/answered.ts'
import type { TimedSend } from './transport/timeout.ts'

/** What calls share. */
export interface Connection {
  readonly prepare: Prepare
  readonly read: ReadAnswer
  readonly send: TimedSend
  /** What a call without a version asks for. */
  readonly version: ApiVersion
  readonly timeout: number
  readonly onDeprecation: OnDeprecation | undefined
}

/**
 * Calls an operation and validates its answer: all that a resource's methods have in common.
 *
 * @param input - what the method was called with: whose it is, and the options of the call
 * @throws AtlasApiError, UnexpectedResponseError, ValidationError, and what the connection throws
 */
export async function callOperation<Op extends OperationId, V extends ApiVersion>(
  connection: Connection,
  operationId: Op,
  input: OfProject<V> & { readonly exportBucketId?: string },
  content?: Content<Op, V>,
): Promise<Answer<Op, V>> {
  // V is inferred from `version`; where that is left out, it is the client's.
  const version = (input.version ?? connection.version) as V
  const limit = checkedTimeout(input.timeout ?? connection.timeout)
  const { asked, request } = connection.prepare(operationId, version, input, content)
  const answered = await connection.send(limit, request, input.signal)
  const { response, status } = answered
  const { onDeprecation } = connection
  if (onDeprecation !== undefined) noticeDeprecation(onDeprecation, asked, response.headers)
  const text = textOf(answered)
  if (!isSuccess(status)) throw new AtlasApiError(operationId, response, text)
  return connection.read(asked, answered, text)
}
