import {
  type ApiError,
  apiError,
  type ErrorName,
  errorCatalogue,
  negotiate,
  type OperationId,
  operations,
  revokePath,
  tokenPath,
  vendorContentType,
} from '@export-buckets/core'
import { type Context, Hono } from 'hono'
import { buckets } from './buckets.ts'

/** Answers a request; `nth` counts the requests of its kind from 1. */
export type FakeHandler = (c: Context, nth: number) => Response | Promise<Response>

export interface FakeAtlasOptions {
  /** Default: an AWS bucket in the version that was asked for. */
  readonly api?: FakeHandler
  /** Default: `token-1`, `token-2`, … for an hour. */
  readonly token?: FakeHandler
  readonly revoke?: FakeHandler
}

/** A request as it arrived. */
interface RecordedRequest {
  readonly method: string
  readonly path: string
  /** The query with its question mark, empty where there is none. */
  readonly search: string
  readonly headers: Headers
  readonly body: string
}

export interface FakeAtlas {
  readonly app: Hono
  readonly api: RecordedRequest[]
  readonly token: RecordedRequest[]
  readonly revocations: RecordedRequest[]
}

/** A success of an operation with a body, in the version that the request asks for. */
export function respondWithBody(operationId: OperationId, body: object): FakeHandler {
  return (c) => {
    const negotiated = negotiate(operations[operationId], c.req.header('Accept'), new Date())
    if (!negotiated.ok) return respondWithError(negotiated.error)(c, 1)
    const { version } = negotiated.resourceVersion
    return c.body(JSON.stringify(body), 200, { 'Content-Type': vendorContentType(version) })
  }
}

/** A bucket in the version that the request asks for. */
export function respondWithBucket(body: object = buckets.AWS): FakeHandler {
  return respondWithBody('getGroupBackupExportBucket', body)
}

/** What a deletion is answered with. */
export const respondNoContent: FakeHandler = () => new Response(null, { status: 204 })

/** The body of an error of the catalogue, with a value for each parameter of its detail. */
export function catalogueErrorBody(name: ErrorName): ApiError {
  const parameters = [...errorCatalogue[name].detail.matchAll(/%s/g)].map((_, index) => `p${index}`)
  return apiError(name, { parameters })
}

/** An error of the catalogue. */
export function respondWithError(
  name: ErrorName,
  headers: Record<string, string> = {},
): FakeHandler {
  return (c) => c.json(catalogueErrorBody(name), errorCatalogue[name].status, headers)
}

/** The first answers in turn, then the last one for good. */
export function respondInSequence(...handlers: [FakeHandler, ...FakeHandler[]]): FakeHandler {
  return (c, nth) => (handlers[nth - 1] ?? handlers.at(-1) ?? handlers[0])(c, nth)
}

export const respondWithToken: FakeHandler = (c, nth) =>
  c.json({ access_token: `token-${nth}`, expires_in: 3600, token_type: 'Bearer' })

function recordRequests(requests: RecordedRequest[], handler: FakeHandler) {
  return async (c: Context) => {
    const { method, path, raw } = c.req
    const { search } = new URL(raw.url)
    requests.push({ method, path, search, headers: raw.headers, body: await c.req.text() })
    return handler(c, requests.length)
  }
}

/** An Atlas of one resource that answers as a test says, and remembers what it was asked. */
export function createFakeAtlas(options: FakeAtlasOptions = {}): FakeAtlas {
  const {
    api = respondWithBucket(),
    token = respondWithToken,
    revoke = (c) => c.body(null, 200),
  } = options
  const requests = { api: [], token: [], revocations: [] }
  const app = new Hono()
  app.post(tokenPath, recordRequests(requests.token, token))
  app.post(revokePath, recordRequests(requests.revocations, revoke))
  app.all('*', recordRequests(requests.api, api))
  return { app, ...requests }
}

/** An error without words. */
export const respondWithStatus =
  (status: number, headers: Record<string, string> = {}): FakeHandler =>
  () =>
    new Response(status === 304 ? null : '{}', { status, headers })
