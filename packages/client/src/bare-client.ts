import type { ApiError, paths } from '@export-buckets/core'
import createFetchClient, { type Client } from 'openapi-fetch'
import { formatMediaType } from './errors/http-message.ts'
import { UnexpectedResponseError } from './errors/unexpected-response-error.ts'
import { parseJson } from './json.ts'
import { extractSecrets, redact, redactDeep } from './redact.ts'
import { redactedSnippet } from './redacted-snippet.ts'
import {
  type BufferedResponse,
  bodyText,
  isSuccess,
  toResponse,
} from './transport/buffered-response.ts'
import { createTransport, type Transport, type TransportOptions } from './transport/transport.ts'
import { sendWebRequest } from './transport/web-request.ts'

/**
 * openapi-fetch's `GET`, `POST`, …, typed by the paths of the API, with authentication, repeats, a timeout and one origin.
 * They answer `{ data, error, response }`, and check no shape. `error` is always an object, also for an HTTP error without
 * a body; a success that should be JSON and is not, or is too large, rejects with an UnexpectedResponseError. A body is in
 * memory before they answer, with `parseAs: 'stream'` too.
 *
 * @typeParam Paths - the `paths` that openapi-typescript generates. Default: those of this package's operations
 */
export interface BareClient<Paths extends object = paths> extends Client<Paths> {}

/** The options of a call that are looked at here. */
interface CallInit {
  readonly parseAs?: string
  /** Sends the request in place of the client, without its credentials. */
  readonly fetch?: unknown
}

/** What a call of openapi-fetch resolves with. */
interface FetchResult {
  readonly data?: unknown
  readonly error?: unknown
  readonly response: Response
}

const methods = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']

const jsonMediaType = /^(application\/json|[^,;]+\+json)\s*(;[^,]*)?$/i

/**
 * Returns the response of a call for openapi-fetch to read.
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
    // A body that was compressed has a length even if it is empty: openapi-fetch would parse it.
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
 * Returns the error of a response: the JSON object of its body, or else an object in the shape of Atlas's errors. Neither
 * has a secret in it that the server repeats.
 *
 * @param bufferedResponse - absent where a `fetch` of the call's own has sent the request
 */
function toErrorObject(
  { response, error }: FetchResult,
  bufferedResponse: BufferedResponse | undefined,
): unknown {
  const secrets = extractSecrets(bufferedResponse?.authorizations ?? [])
  const body = bufferedResponse ? bodyText(bufferedResponse) : ''
  const redactedBody = redact(body, secrets)
  if (isJsonObject(error)) return redactedBody === body ? error : redactDeep(error, secrets)
  const { status, statusText } = response
  const detail = redactedSnippet(typeof error === 'string' ? redact(error, secrets) : redactedBody)
  const reason = redact(statusText, secrets)
  return { error: status, ...(reason && { reason }), ...(detail && { detail }) } satisfies ApiError
}

/** Returns a bare client over a transport, which others may send by, too. */
export function toBareClient<Paths extends object>({
  baseUrl,
  send,
  timeout,
}: Transport): BareClient<Paths> {
  const client = createFetchClient<Paths>({ baseUrl })
  const { request: baseRequest } = client
  // Not typed by the paths: the methods of openapi-fetch are, and these take their place.
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
 * Makes a client of the MongoDB Atlas Admin API without methods and without checks of what is sent and answered: what
 * {@link createClient} is built on, for where each kilobyte counts, and for all other resources of Atlas. Set `Accept` to a
 * dated media type.
 *
 * @typeParam Paths - the `paths` that openapi-typescript generates from MongoDB's OpenAPI document. Default: those of this
 *   package's operations
 * @throws TypeError when an option cannot be used or does not exist; it names the option
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
