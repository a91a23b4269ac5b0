import type { ApiError, paths } from '@export-buckets/core'
import createFetchClient, { type Client } from 'openapi-fetch'
import { formatMediaType } from './errors/error-message.ts'
import { UnexpectedResponseError } from './errors/response-errors.ts'
import { isSuccess } from './http.ts'
import { parseJson } from './json.ts'
import { extractSecrets, redact, redactDeep, redactedSnippet } from './secrets.ts'
import { type BufferedResponse, bodyText, toResponse } from './transport/body.ts'
import {
  createTransport,
  sendWebRequest,
  type Transport,
  type TransportOptions,
} from './transport/transport.ts'

/**
 * openapi-fetch's `GET`, `POST`, … with authentication, retries, a timeout and a single origin, typed by the paths of the
 * API. They resolve with `{ data, error, response }`, which is not validated.
 *
 * `error` is always an object, even for an HTTP error without a body. A success that should be JSON and is not, or that is
 * too large, rejects with an UnexpectedResponseError. Bodies are read into memory, also with `parseAs: 'stream'`.
 *
 * @typeParam Paths - the `paths` that openapi-typescript generates. Default: the operations of this package
 */
export interface BareClient<Paths extends object = paths> extends Client<Paths> {}

/** The options of a call that this wrapper reads. */
interface CallInit {
  readonly parseAs?: string
  /** Sends the request instead of the client, without its credentials. */
  readonly fetch?: unknown
}

/** The result of a call of openapi-fetch. */
interface FetchResult {
  readonly data?: unknown
  readonly error?: unknown
  readonly response: Response
}

const methods = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']

const jsonMediaType = /^(application\/json|[^,;]+\+json)\s*(;[^,]*)?$/i

/**
 * Returns the response for openapi-fetch to parse.
 *
 * @throws UnexpectedResponseError for the body of a success that should be JSON and is not
 */
function checkResponse(
  { method, url, headers }: Request,
  bufferedResponse: BufferedResponse,
  parseAs: string,
): Response {
  const response = toResponse(bufferedResponse)
  const acceptsJson = jsonMediaType.test(headers.get('Accept') ?? '')
  if (!isSuccess(bufferedResponse.status) || (parseAs !== 'json' && !acceptsJson)) return response
  if (bufferedResponse.body.byteLength === 0) {
    // An empty body has a Content-Length when it was compressed: openapi-fetch would parse it.
    if (response.body !== null) response.headers.delete('Content-Length')
    return response
  }
  const text = bodyText(bufferedResponse)
  if (parseJson(text) !== undefined) return response
  const hint = acceptsJson ? '' : '; set parseAs to read another media type'
  const message = `the body is not JSON ${formatMediaType(response.headers)}${hint}`
  const endpoint = `${method} ${new URL(url).pathname}`
  const secrets = extractSecrets(bufferedResponse.authorizations)
  const issues = [{ path: [], code: 'type', message } as const]
  throw new UnexpectedResponseError({ endpoint, issues, text, secrets })
}

const isJsonObject = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Returns the error of a response, without secrets that the server echoes. It is the JSON object of the body, or else an
 * object in the shape of Atlas's errors.
 *
 * @param bufferedResponse - absent when the call has its own `fetch`
 */
function toErrorObject(
  { response, error }: FetchResult,
  bufferedResponse: BufferedResponse | undefined,
): unknown {
  const secrets = extractSecrets(bufferedResponse?.authorizations ?? [])
  if (isJsonObject(error)) return redactDeep(error, secrets)
  const body = bufferedResponse ? bodyText(bufferedResponse) : ''
  const { status, statusText } = response
  const detail = redactedSnippet(redact(typeof error === 'string' ? error : body, secrets))
  const reason = redact(statusText, secrets)
  return { error: status, ...(reason && { reason }), ...(detail && { detail }) } satisfies ApiError
}

/** Creates a bare client over a transport, which `createClient` shares with its methods. */
export function toBareClient<Paths extends object>({
  baseUrl,
  send,
  timeout,
}: Transport): BareClient<Paths> {
  const client = createFetchClient<Paths>({ baseUrl })
  const { request: baseRequest } = client
  // Untyped: the returned object has the types of openapi-fetch's own methods.
  async function call(method: string, path: unknown, init: CallInit = {}): Promise<FetchResult> {
    const { parseAs = 'json' } = init
    let bufferedResponse: BufferedResponse | undefined
    const clientFetch = async (request: Request) => {
      bufferedResponse = await sendWebRequest(send, timeout, request)
      return checkResponse(request, bufferedResponse, parseAs)
    }
    const options = { ...init, fetch: init.fetch ?? clientFetch }
    const result: FetchResult = await Reflect.apply(baseRequest, client, [method, path, options])
    return result.response.ok
      ? result
      : { ...result, error: toErrorObject(result, bufferedResponse) }
  }
  const methodEntries = methods.map((method) => {
    return [method, (path: unknown, init?: CallInit) => call(method, path, init)] as const
  })
  return Object.assign(client, { request: call, ...Object.fromEntries(methodEntries) })
}

/**
 * Creates a client of the MongoDB Atlas Admin API that has `GET`, `POST`, … for all resources, without methods by resource
 * and without validation. It makes small bundles. Set `Accept` to a dated media type.
 *
 * @typeParam Paths - the `paths` that openapi-typescript generates from MongoDB's OpenAPI document. Default: the operations
 *   of this package
 * @throws TypeError that names an invalid or unknown option
 *
 * @example
 * ```ts
 * const atlas = createBareClient({ auth: serviceAccount({ clientId, clientSecret }) })
 * const { data, error } = await atlas.GET('/api/atlas/v2/groups/{groupId}/backup/exportBuckets', {
 *   params: { path: { groupId } },
 *   headers: { Accept: 'application/vnd.atlas.2024-05-30+json' },
 * })
 * ```
 */
export function createBareClient<Paths extends object = paths>(
  options: TransportOptions,
): BareClient<Paths> {
  return toBareClient<Paths>(createTransport(options))
}
