import type { ApiVersion, KnownErrorCode, OperationId, ResponseBody } from '@export-buckets/core'
import { type AtlasPromise, type CallResult, toAtlasPromise } from './atlas-promise.ts'
import {
  buildRequest,
  type PathParamInput,
  parsePathParams,
  type QueryAndBody,
} from './build-request.ts'
import type { DeleteOptions, ProjectParams } from './call-options.ts'
import { type OnDeprecation, reportDeprecation } from './deprecation.ts'
import { AtlasApiError } from './errors/response-errors.ts'
import { isSuccess } from './http.ts'
import { validateTimeout } from './options.ts'
import { parseResponse } from './parse-response.ts'
import { type ResolvedOperation, resolveOperation } from './resolve-operation.ts'
import { extractSecrets } from './secrets.ts'
import { type BufferedResponse, bodyText } from './transport/body.ts'
import type { SendWithTimeout } from './transport/timeout.ts'

/** The state that all calls of a client share. */
export interface ClientContext {
  readonly baseUrl: string
  readonly send: SendWithTimeout
  /** The default API date of a call. */
  readonly version: ApiVersion
  readonly timeout: number
  readonly onDeprecation: OnDeprecation | undefined
}

/** The response to an operation. */
interface OperationResponse<Op extends OperationId, V extends ApiVersion> {
  readonly resolvedOperation: ResolvedOperation<Op, V>
  readonly bufferedResponse: BufferedResponse
  readonly text: string
  /** Set when the response is an HTTP error. */
  readonly error: AtlasApiError | undefined
}

type OperationInput<V extends ApiVersion> = ProjectParams<V> & PathParamInput

/**
 * Sends the request of an operation.
 *
 * @param input - the path parameters and options that the method was called with
 * @throws ValidationError for invalid input, and the errors of the transport
 */
async function sendOperation<Op extends OperationId, V extends ApiVersion>(
  context: ClientContext,
  operationId: Op,
  input: OperationInput<V>,
  content?: QueryAndBody<Op, V>,
): Promise<OperationResponse<Op, V>> {
  // V is inferred from `version`. Without a `version`, V is the type of the client's version.
  const version = (input.version ?? context.version) as V
  const timeout = validateTimeout(input.timeout ?? context.timeout)
  const path = parsePathParams(operationId, input)
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
 * Calls an operation and parses its response.
 *
 * @throws AtlasApiError, UnexpectedResponseError, and the errors of {@link sendOperation}
 */
export async function fetchResult<Op extends OperationId, V extends ApiVersion>(
  context: ClientContext,
  operationId: Op,
  input: OperationInput<V>,
  content?: QueryAndBody<Op, V>,
): Promise<CallResult<ResponseBody<Op, V>>> {
  const { resolvedOperation, bufferedResponse, text, error } = await sendOperation(
    context,
    operationId,
    input,
    content,
  )
  if (error !== undefined) throw error
  return { data: parseResponse(resolvedOperation, bufferedResponse, text), bufferedResponse }
}

/** Calls an operation. Rejects as {@link fetchResult} does. */
export function callOperation<Op extends OperationId, V extends ApiVersion>(
  context: ClientContext,
  operationId: Op,
  input: OperationInput<V>,
  content?: QueryAndBody<Op, V>,
): AtlasPromise<ResponseBody<Op, V>> {
  return toAtlasPromise(fetchResult(context, operationId, input, content))
}

/**
 * Calls an operation that deletes a resource.
 *
 * @param missingCode - the error code that `ignoreMissing` turns into a success
 */
export function deleteResource(
  context: ClientContext,
  operationId: OperationId,
  input: OperationInput<ApiVersion> & DeleteOptions,
  missingCode: KnownErrorCode,
): AtlasPromise<void> {
  async function send(): Promise<CallResult<void>> {
    const { resolvedOperation, bufferedResponse, text, error } = await sendOperation(
      context,
      operationId,
      input,
    )
    if (error === undefined) parseResponse(resolvedOperation, bufferedResponse, text)
    else if (!input.ignoreMissing || error.errorCode !== missingCode) throw error
    return { data: undefined, bufferedResponse }
  }
  return toAtlasPromise(send())
}
