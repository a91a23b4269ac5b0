import type { IncomingMessage, ServerResponse } from 'node:http'
import { apiError, vendorContentType } from '@export-buckets/core'
import { openServer } from '@export-buckets/test-support/open-server'
import { getRequestListener } from '@hono/node-server'
import type { TestApp } from '../create-test-app.ts'

/** A fault between a gateway and Atlas. */
export interface Fault {
  apply(request: IncomingMessage, response: ServerResponse): void
  /** The status and the error code that the caller of the gateway gets. */
  readonly expectedError: readonly [number, string]
  /** What the gateway reports: a failure code, or the status of Atlas's response. */
  readonly observedAs: string
  /** Whether the gateway retries within the timeout of the call. */
  readonly isRetried: boolean
}

const vendor = { 'Content-Type': vendorContentType('2024-05-30') }
const bodyStart = '{"_id":"aaaaaaaaaaaaaaaaaaaaaaaa","bucketName":"'
/** More than the response limit of the gateways in the tests. */
const oversizedBytes = 4 * 1024 * 1024
/** Levels of nested arrays. */
const nestingDepth = 100_000

const unavailable = [503, 'SERVICE_UNAVAILABLE'] as const
const timeoutFault = { expectedError: unavailable, observedAs: 'TIMEOUT', isRetried: false }
const networkFault = { expectedError: unavailable, observedAs: 'NETWORK_ERROR', isRetried: true }
const notFoundFault = { expectedError: unavailable, observedAs: '404', isRetried: false }
const invalidFault = {
  expectedError: unavailable,
  observedAs: 'INVALID_UPSTREAM_RESPONSE',
  isRetried: false,
}

const json = (response: ServerResponse, status: number, body: object, headers = {}) =>
  response
    .writeHead(status, { 'Content-Type': 'application/json', ...headers })
    .end(JSON.stringify(body))

/** Every fault, by what Atlas does. */
export const faults: Readonly<Record<string, Fault>> = {
  'never responds': { ...timeoutFault, apply: () => undefined },
  'stops within the body': {
    ...timeoutFault,
    apply: (_, response) => void response.writeHead(200, vendor).write(bodyStart),
  },
  'resets the connection': { ...networkFault, apply: (request) => void request.socket.destroy() },
  'resets the connection within the body': {
    ...networkFault,
    apply: (request, response) =>
      void response
        .writeHead(200, { ...vendor, 'Content-Length': '500' })
        .write(bodyStart, () => request.socket.destroy()),
  },
  'returns a body above the limit': {
    expectedError: [500, 'UNEXPECTED_ERROR'],
    observedAs: 'UNEXPECTED_RESPONSE',
    isRetried: false,
    apply: (_, response) =>
      void response.writeHead(200, vendor).end(bodyStart + 'x'.repeat(oversizedBytes)),
  },
  'returns 500': {
    expectedError: [500, 'UNEXPECTED_ERROR'],
    observedAs: '500',
    isRetried: false,
    apply: (_, response) =>
      void json(response, 500, { error: 500, errorCode: 'UNEXPECTED_ERROR', detail: 'Stack' }),
  },
  'returns 502 with HTML': {
    expectedError: unavailable,
    observedAs: '502',
    isRetried: true,
    apply: (_, response) =>
      void response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>Bad gateway</h1>'),
  },
  'returns malformed JSON': {
    ...invalidFault,
    apply: (_, response) => void response.writeHead(200, vendor).end(bodyStart),
  },
  'returns JSON that is not an object': {
    ...invalidFault,
    apply: (_, response) => void response.writeHead(200, vendor).end('null'),
  },
  'returns an array': {
    ...invalidFault,
    apply: (_, response) => void response.writeHead(200, vendor).end('[]'),
  },
  'returns 200 without a body': {
    ...invalidFault,
    apply: (_, response) => void response.writeHead(200, vendor).end(),
  },
  'returns 204 instead of a body': {
    ...invalidFault,
    apply: (_, response) => void response.writeHead(204).end(),
  },
  'returns JSON that is nested too deeply': {
    ...invalidFault,
    apply: (_, response) =>
      void response
        .writeHead(200, vendor)
        .end(`{"_id":"wrong","x":${'['.repeat(nestingDepth)}${']'.repeat(nestingDepth)}}`),
  },
  'returns a status that HTTP does not have': {
    ...networkFault,
    apply: (_, response) => void json(response, 999, { error: 999, errorCode: 'WRONG' }),
  },
  'returns an error code with a line break': {
    ...notFoundFault,
    apply: (_, response) => void json(response, 404, { error: 404, errorCode: 'A\r\nX: wrong' }),
  },
  'returns an error code that a header cannot hold': {
    ...notFoundFault,
    apply: (_, response) => void json(response, 404, { error: 404, errorCode: 'WRONG_\u2713' }),
  },
  'returns an error code that is too long': {
    ...notFoundFault,
    apply: (_, response) => void json(response, 404, { error: 404, errorCode: 'A'.repeat(60_000) }),
  },
  'returns an error that is nested too deeply': {
    ...notFoundFault,
    apply: (_, response) =>
      void response
        .writeHead(404)
        .end(
          `{"error":404,"errorCode":"A","x":${'['.repeat(nestingDepth)}${']'.repeat(nestingDepth)}}`,
        ),
  },
  'returns another media type': {
    ...invalidFault,
    apply: (_, response) =>
      void response.writeHead(200, { 'Content-Type': 'text/html' }).end('{"_id":"wrong"}'),
  },
  'returns another version': {
    ...invalidFault,
    apply: (_, response) =>
      void response
        .writeHead(200, { 'Content-Type': vendorContentType('2099-01-01') })
        .end('{"_id":"wrong"}'),
  },
  'returns 429': {
    expectedError: [429, 'RATE_LIMITED_TOKEN_BUCKET'],
    observedAs: '429',
    isRetried: false,
    apply: (_, response) =>
      void json(
        response,
        429,
        apiError('RATE_LIMITED_TOKEN_BUCKET', {
          parameters: ['api/atlas/v2/groups', 1, 1200, 500, 60],
        }),
        { 'Retry-After': '120' },
      ),
  },
}

export interface FaultyAtlas {
  readonly url: string
  /** All received `Authorization` headers. */
  readonly authorizations: Set<string>
  /** Returns how many resource requests met a fault. */
  readonly faultCount: () => number
  close(): Promise<void>
}

/** Serves an app over HTTP on loopback. `nextFault` returns the fault of the next resource request, if any. */
export async function faultyAtlas(
  { app }: TestApp,
  nextFault: () => Fault | undefined,
): Promise<FaultyAtlas> {
  const listener = getRequestListener(app.fetch)
  const authorizations = new Set<string>()
  let faultCount = 0
  const server = await openServer((request, response) => {
    authorizations.add(request.headers.authorization ?? '')
    const fault = request.url?.startsWith('/api/oauth') ? undefined : nextFault()
    if (fault === undefined) return void listener(request, response)
    faultCount++
    fault.apply(request, response)
  })
  return {
    url: server.origin,
    authorizations,
    faultCount: () => faultCount,
    async close() {
      await server[Symbol.asyncDispose]()
    },
  }
}
