import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { apiError, vendorContentType } from '@export-buckets/core'
import { getRequestListener } from '@hono/node-server'
import type { TestApp } from '../create-test-app.ts'

/** Something that can go wrong between a gateway and Atlas. */
export interface Fault {
  apply(request: IncomingMessage, response: ServerResponse): void
  /** What the caller of the gateway gets: the status and the error code. */
  readonly expectedError: readonly [number, string]
  /** What is observed of it: why there was no answer, or its status. */
  readonly observedAs: string
  /** Whether the gateway asks again within the time that a call has. */
  readonly isRetried: boolean
}

const vendor = { 'Content-Type': vendorContentType('2024-05-30') }
const bodyStart = '{"_id":"aaaaaaaaaaaaaaaaaaaaaaaa","bucketName":"'
/** More than any gateway of a test reads. */
const hugeBytes = 4 * 1024 * 1024
/** Levels of arrays. */
const nestingDepth = 100_000

const unavailable = [503, 'SERVICE_UNAVAILABLE'] as const
const silent = { expectedError: unavailable, observedAs: 'TIMEOUT', isRetried: false }
const broken = { expectedError: unavailable, observedAs: 'NETWORK_ERROR', isRetried: true }
const notFound = { expectedError: unavailable, observedAs: '404', isRetried: false }
const invalid = { expectedError: unavailable, observedAs: 'UNUSABLE_ANSWER', isRetried: false }

const json = (response: ServerResponse, status: number, body: object, headers = {}) =>
  response
    .writeHead(status, { 'Content-Type': 'application/json', ...headers })
    .end(JSON.stringify(body))

/** Every fault, by what Atlas then does. */
export const faults: Readonly<Record<string, Fault>> = {
  'never answers': { ...silent, apply: () => undefined },
  'stops in the middle': {
    ...silent,
    apply: (_, response) => void response.writeHead(200, vendor).write(bodyStart),
  },
  'resets the connection': { ...broken, apply: (request) => void request.socket.destroy() },
  'resets the connection in the middle': {
    ...broken,
    apply: (request, response) =>
      void response
        .writeHead(200, { ...vendor, 'Content-Length': '500' })
        .write(bodyStart, () => request.socket.destroy()),
  },
  'answers without end': {
    ...broken,
    apply: (_, response) =>
      void response.writeHead(200, vendor).end(bodyStart + 'x'.repeat(hugeBytes)),
  },
  'answers 500': {
    expectedError: [500, 'UNEXPECTED_ERROR'],
    observedAs: '500',
    isRetried: false,
    apply: (_, response) =>
      void json(response, 500, { error: 500, errorCode: 'UNEXPECTED_ERROR', detail: 'Stack' }),
  },
  'answers 502 with a page': {
    expectedError: unavailable,
    observedAs: '502',
    isRetried: true,
    apply: (_, response) =>
      void response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>Bad gateway</h1>'),
  },
  'answers malformed JSON': {
    ...invalid,
    apply: (_, response) => void response.writeHead(200, vendor).end(bodyStart),
  },
  'answers JSON that is no object': {
    ...invalid,
    apply: (_, response) => void response.writeHead(200, vendor).end('null'),
  },
  'answers an array': {
    ...invalid,
    apply: (_, response) => void response.writeHead(200, vendor).end('[]'),
  },
  'answers a success without a body': {
    ...invalid,
    apply: (_, response) => void response.writeHead(200, vendor).end(),
  },
  'answers 204, where a body is expected': {
    ...invalid,
    apply: (_, response) => void response.writeHead(204).end(),
  },
  'nests more deeply than can be written': {
    ...invalid,
    apply: (_, response) =>
      void response
        .writeHead(200, vendor)
        .end(`{"_id":"wrong","x":${'['.repeat(nestingDepth)}${']'.repeat(nestingDepth)}}`),
  },
  'answers a status that HTTP does not have': {
    ...broken,
    apply: (_, response) => void json(response, 999, { error: 999, errorCode: 'WRONG' }),
  },
  'answers an error code with a line break': {
    ...notFound,
    apply: (_, response) => void json(response, 404, { error: 404, errorCode: 'A\r\nX: wrong' }),
  },
  'answers an error code that no header can hold': {
    ...notFound,
    apply: (_, response) => void json(response, 404, { error: 404, errorCode: 'WRONG_\u2713' }),
  },
  'answers an error code without end': {
    ...notFound,
    apply: (_, response) => void json(response, 404, { error: 404, errorCode: 'A'.repeat(60_000) }),
  },
  'nests an error more deeply than can be written': {
    ...notFound,
    apply: (_, response) =>
      void response
        .writeHead(404)
        .end(
          `{"error":404,"errorCode":"A","x":${'['.repeat(nestingDepth)}${']'.repeat(nestingDepth)}}`,
        ),
  },
  'answers another media type': {
    ...invalid,
    apply: (_, response) =>
      void response.writeHead(200, { 'Content-Type': 'text/html' }).end('{"_id":"wrong"}'),
  },
  'answers another version': {
    ...invalid,
    apply: (_, response) =>
      void response
        .writeHead(200, { 'Content-Type': vendorContentType('2099-01-01') })
        .end('{"_id":"wrong"}'),
  },
  'is asked too often': {
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
  /** Every `Authorization` that came. */
  readonly authorizations: Set<string>
  /** How many requests for the resource met a fault. */
  readonly faultCount: () => number
  close(): Promise<void>
}

/** Serves an app over HTTP on loopback; `next` names the fault that the next request for the resource meets, if any. */
export async function faultyAtlas(
  { app }: TestApp,
  nextFault: () => Fault | undefined,
): Promise<FaultyAtlas> {
  const listener = getRequestListener(app.fetch)
  const authorizations = new Set<string>()
  let faultCount = 0
  const server = createServer((request, response) => {
    authorizations.add(request.headers.authorization ?? '')
    const fault = request.url?.startsWith('/api/oauth') ? undefined : nextFault()
    if (fault === undefined) return void listener(request, response)
    faultCount++
    fault.apply(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}`,
    authorizations,
    faultCount: () => faultCount,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
