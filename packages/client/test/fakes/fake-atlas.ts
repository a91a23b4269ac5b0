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

/** Handles a request. `nth` counts the requests of the same kind, from 1. */
export type FakeHandler = (c: Context, nth: number) => Response | Promise<Response>

export interface FakeAtlasOptions {
  /** Default: an AWS bucket in the requested version. */
  readonly api?: FakeHandler
  /** Default: `token-1`, `token-2`, …, which are valid for an hour. */
  readonly token?: FakeHandler
  readonly revoke?: FakeHandler
}

/** A received request. */
interface RecordedRequest {
  readonly method: string
  readonly path: string
  /** The query with its question mark, or an empty string. */
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

/** Responds with a body in the requested version. */
export function respondWithBody(operationId: OperationId, body: object): FakeHandler {
  return (c) => {
    const negotiated = negotiate(operations[operationId], c.req.header('Accept'), new Date())
    if (!negotiated.ok) return respondWithError(negotiated.error)(c, 1)
    const { version } = negotiated.resourceVersion
    return c.body(JSON.stringify(body), 200, { 'Content-Type': vendorContentType(version) })
  }
}

/** Responds with a bucket in the requested version. */
export function respondWithBucket(body: object = buckets.AWS): FakeHandler {
  return respondWithBody('getGroupBackupExportBucket', body)
}

/** Responds as Atlas does to a delete. */
export const respondNoContent: FakeHandler = () => new Response(null, { status: 204 })

/** Returns the body of an error of the catalogue, with a value for each parameter of its detail. */
export function catalogueErrorBody(name: ErrorName): ApiError {
  const parameters = [...errorCatalogue[name].detail.matchAll(/%s/g)].map((_, index) => `p${index}`)
  return apiError(name, { parameters })
}

/** Responds with an error of the catalogue. */
export function respondWithError(
  name: ErrorName,
  headers: Record<string, string> = {},
): FakeHandler {
  return (c) => c.json(catalogueErrorBody(name), errorCatalogue[name].status, headers)
}

/** Calls the handlers in turn, and the last one for all further requests. */
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

/** Creates an in-memory Atlas with the handlers of a test. It records its requests. */
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

/** Responds with a status and no body. */
export const respondWithStatus =
  (status: number, headers: Record<string, string> = {}): FakeHandler =>
  () =>
    new Response(status === 304 ? null : '{}', { status, headers })
