import {
  type ApiVersion,
  type OperationId,
  operations,
  type ResponseBody,
} from '@export-buckets/core'
import { type AtlasPromise, toAtlasPromise } from './atlas-promise.ts'
import { buildRequest, type QueryAndBody } from './build-request.ts'
import { type OnDeprecation, reportDeprecation } from './deprecation.ts'
import { AtlasApiError } from './errors/atlas-api-error.ts'
import { type ProjectParams, toPathParameters } from './export-buckets/path-params.ts'
import { validateTimeout } from './options.ts'
import { parseResponse } from './parse-response.ts'
import { extractSecrets } from './redact.ts'
import { type ResolvedOperation, resolveOperation } from './resolve-operation.ts'
import { type BufferedResponse, bodyText, isSuccess } from './transport/buffered-response.ts'
import type { SendWithTimeout } from './transport/timeout.ts'

/** What the calls of a client share. */
export interface ClientContext {
  readonly baseUrl: string
  readonly send: SendWithTimeout
  /** What a call without a version asks for. */
  readonly version: ApiVersion
  readonly timeout: number
  readonly onDeprecation: OnDeprecation | undefined
}

/** The response to an operation. */
interface OperationResponse<Op extends OperationId, V extends ApiVersion> {
  readonly resolvedOperation: ResolvedOperation<Op, V>
  readonly bufferedResponse: BufferedResponse
  readonly text: string
  /** Where the answer is an HTTP error. */
  readonly error: AtlasApiError | undefined
}

type OperationInput<V extends ApiVersion> = ProjectParams<V> & { readonly exportBucketId?: string }

/**
 * Sends the request of an operation.
 *
 * @param input - what the method was called with: whose it is, and the options of the call
 * @throws ValidationError, and what the connection throws
 */
export async function sendOperation<Op extends OperationId, V extends ApiVersion>(
  context: ClientContext,
  operationId: Op,
  input: OperationInput<V>,
  content?: QueryAndBody<Op, V>,
): Promise<OperationResponse<Op, V>> {
  // V is inferred from `version`; where that is left out, it is the client's.
  const version = (input.version ?? context.version) as V
  const timeout = validateTimeout(input.timeout ?? context.timeout)
  const path = toPathParameters(operations[operationId], input)
  const resolvedOperation = resolveOperation(operationId, version)
  const request = buildRequest(context.baseUrl, resolvedOperation, path, content)
  const bufferedResponse = await context.send(timeout, request, input.signal)
  const { response, status, authorizations } = bufferedResponse
  const { onDeprecation } = context
  if (onDeprecation !== undefined)
    reportDeprecation(onDeprecation, resolvedOperation, response.headers)
  const text = bodyText(bufferedResponse)
  const error = isSuccess(status)
    ? undefined
    : new AtlasApiError(operationId, response, text, extractSecrets(authorizations))
  return { resolvedOperation, bufferedResponse, text, error }
}

/**
 * Calls an operation and validates its answer: all that a resource's methods have in common.
 *
 * @throws AtlasApiError, UnexpectedResponseError, and what {@link sendOperation} throws
 */
export function callOperation<Op extends OperationId, V extends ApiVersion>(
  context: ClientContext,
  operationId: Op,
  input: OperationInput<V>,
  content?: QueryAndBody<Op, V>,
): AtlasPromise<ResponseBody<Op, V>> {
  const response = sendOperation(context, operationId, input, content)
  return toAtlasPromise(
    response.then(({ resolvedOperation, bufferedResponse, text, error }) => {
      if (error !== undefined) throw error
      return { data: parseResponse(resolvedOperation, bufferedResponse, text), bufferedResponse }
    }),
  )
}
