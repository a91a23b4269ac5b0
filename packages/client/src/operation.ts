import { type Answer, type ApiVersion, type OperationId, operations } from '@export-buckets/core'
import { parseResponse } from './answer.ts'
import { type Asked, askedFor } from './asked.ts'
import { type AtlasPromise, atlasPromise } from './atlas-promise.ts'
import { noticeDeprecation, type OnDeprecation } from './deprecation.ts'
import { AtlasApiError } from './errors/atlas-api-error.ts'
import { type OfProject, pathParameters } from './export-buckets/ids.ts'
import { checkedTimeout } from './options.ts'
import { type Content, requestOf } from './request.ts'
import { secretsOf } from './secrets.ts'
import { type Answered, isSuccess, textOf } from './transport/answered.ts'
import type { TimedSend } from './transport/timeout.ts'

/** What the calls of a client share. */
export interface Connection {
  readonly baseUrl: string
  readonly send: TimedSend
  /** What a call without a version asks for. */
  readonly version: ApiVersion
  readonly timeout: number
  readonly onDeprecation: OnDeprecation | undefined
}

/** The response to an operation. */
interface OperationResponse<Op extends OperationId, V extends ApiVersion> {
  readonly asked: Asked<Op, V>
  readonly answered: Answered
  readonly text: string
  /** Where the answer is an HTTP error. */
  readonly error: AtlasApiError | undefined
}

type Input<V extends ApiVersion> = OfProject<V> & { readonly exportBucketId?: string }

/**
 * Sends the request of an operation.
 *
 * @param input - what the method was called with: whose it is, and the options of the call
 * @throws ValidationError, and what the connection throws
 */
export async function sendOperation<Op extends OperationId, V extends ApiVersion>(
  connection: Connection,
  operationId: Op,
  input: Input<V>,
  content?: Content<Op, V>,
): Promise<OperationResponse<Op, V>> {
  // V is inferred from `version`; where that is left out, it is the client's.
  const version = (input.version ?? connection.version) as V
  const limit = checkedTimeout(input.timeout ?? connection.timeout)
  const path = pathParameters(operations[operationId], input)
  const asked = askedFor(operationId, version)
  const request = requestOf(connection.baseUrl, asked, path, content)
  const answered = await connection.send(limit, request, input.signal)
  const { response, status, authorizations } = answered
  const { onDeprecation } = connection
  if (onDeprecation !== undefined) noticeDeprecation(onDeprecation, asked, response.headers)
  const text = textOf(answered)
  const error = isSuccess(status)
    ? undefined
    : new AtlasApiError(operationId, response, text, secretsOf(authorizations))
  return { asked, answered, text, error }
}

/**
 * Calls an operation and validates its answer: all that a resource's methods have in common.
 *
 * @throws AtlasApiError, UnexpectedResponseError, and what {@link sendOperation} throws
 */
export function callOperation<Op extends OperationId, V extends ApiVersion>(
  connection: Connection,
  operationId: Op,
  input: Input<V>,
  content?: Content<Op, V>,
): AtlasPromise<Answer<Op, V>> {
  const response = sendOperation(connection, operationId, input, content)
  return atlasPromise(
    response.then(({ asked, answered, text, error }) => {
      if (error !== undefined) throw error
      return { data: parseResponse(asked, answered, text), answered }
    }),
  )
}
