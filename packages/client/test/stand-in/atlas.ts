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
export type Answer = (c: Context, nth: number) => Response | Promise<Response>

export interface StandInOptions {
  /** Default: an AWS bucket in the version that was asked for. */
  readonly api?: Answer
  /** Default: `token-1`, `token-2`, … for an hour. */
  readonly token?: Answer
  readonly revoke?: Answer
}

/** A request as it arrived. */
interface Arrived {
  readonly method: string
  readonly path: string
  /** The query with its question mark, empty where there is none. */
  readonly search: string
  readonly headers: Headers
  readonly body: string
}

export interface StandIn {
  readonly app: Hono
  readonly api: Arrived[]
  readonly token: Arrived[]
  readonly revoked: Arrived[]
}

/** A success of an operation with a body, in the version that the request asks for. */
export function success(operationId: OperationId, body: object): Answer {
  return (c) => {
    const negotiated = negotiate(operations[operationId], c.req.header('Accept'), new Date())
    if (!negotiated.ok) return failure(negotiated.error)(c, 1)
    const { version } = negotiated.resourceVersion
    return c.body(JSON.stringify(body), 200, { 'Content-Type': vendorContentType(version) })
  }
}

/** A bucket in the version that the request asks for. */
export function bucket(body: object = buckets.AWS): Answer {
  return success('getGroupBackupExportBucket', body)
}

/** What a deletion is answered with. */
export const noContent: Answer = () => new Response(null, { status: 204 })

/** The body of an error of the catalogue, with a value for each parameter of its detail. */
export function errorBody(name: ErrorName): ApiError {
  const parameters = [...errorCatalogue[name].detail.matchAll(/%s/g)].map((_, index) => `p${index}`)
  return apiError(name, { parameters })
}

/** An error of the catalogue. */
export function failure(name: ErrorName, headers: Record<string, string> = {}): Answer {
  return (c) => c.json(errorBody(name), errorCatalogue[name].status, headers)
}

/** The first answers in turn, then the last one for good. */
export function inTurn(...answers: [Answer, ...Answer[]]): Answer {
  return (c, nth) => (answers[nth - 1] ?? answers.at(-1) ?? answers[0])(c, nth)
}

export const freshToken: Answer = (c, nth) =>
  c.json({ access_token: `token-${nth}`, expires_in: 3600, token_type: 'Bearer' })

function recorder(arrived: Arrived[], answer: Answer) {
  return async (c: Context) => {
    const { method, path, raw } = c.req
    const { search } = new URL(raw.url)
    arrived.push({ method, path, search, headers: raw.headers, body: await c.req.text() })
    return answer(c, arrived.length)
  }
}

/** An Atlas of one resource that answers as a test says, and remembers what it was asked. */
export function standIn(options: StandInOptions = {}): StandIn {
  const { api = bucket(), token = freshToken, revoke = (c) => c.body(null, 200) } = options
  const arrived = { api: [], token: [], revoked: [] }
  const app = new Hono()
  app.post(tokenPath, recorder(arrived.token, token))
  app.post(revokePath, recorder(arrived.revoked, revoke))
  app.all('*', recorder(arrived.api, api))
  return { app, ...arrived }
}

/** An error without words. */
export const unavailable =
  (status: number, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(status === 304 ? null : '{}', { status, headers })
