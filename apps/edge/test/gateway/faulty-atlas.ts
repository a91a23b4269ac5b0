import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { apiError, vendorContentType } from '@export-buckets/core'
import { getRequestListener } from '@hono/node-server'
import type { World } from '../world.ts'

/** Something that can go wrong between a gateway and Atlas. */
export interface Fault {
  meet(request: IncomingMessage, response: ServerResponse): void
  /** What the caller of the gateway gets: the status and the error code. */
  readonly answer: readonly [number, string]
  /** What is observed of it: why there was no answer, or its status. */
  readonly observed: string
  /** Whether the gateway asks again within the time that a call has. */
  readonly repeated: boolean
}

const vendor = { 'Content-Type': vendorContentType('2024-05-30') }
const begin = '{"_id":"aaaaaaaaaaaaaaaaaaaaaaaa","bucketName":"'
/** More than any gateway of a test reads. */
const hugeBytes = 4 * 1024 * 1024
/** Levels of arrays. */
const deep = 100_000

const away = [503, 'SERVICE_UNAVAILABLE'] as const
const silent = { answer: away, observed: 'TIMEOUT', repeated: false }
const broken = { answer: away, observed: 'NETWORK_ERROR', repeated: true }
const refused = { answer: away, observed: '404', repeated: false }
const unusable = { answer: away, observed: 'UNUSABLE_ANSWER', repeated: false }

const json = (response: ServerResponse, status: number, body: object, headers = {}) =>
  response
    .writeHead(status, { 'Content-Type': 'application/json', ...headers })
    .end(JSON.stringify(body))

/** Every fault, by what Atlas then does. */
export const faults: Readonly<Record<string, Fault>> = {
  'never answers': { ...silent, meet: () => undefined },
  'stops in the middle': {
    ...silent,
    meet: (_, response) => void response.writeHead(200, vendor).write(begin),
  },
  'resets the connection': { ...broken, meet: (request) => void request.socket.destroy() },
  'resets the connection in the middle': {
    ...broken,
    meet: (request, response) =>
      void response
        .writeHead(200, { ...vendor, 'Content-Length': '500' })
        .write(begin, () => request.socket.destroy()),
  },
  'answers without end': {
    ...broken,
    meet: (_, response) => void response.writeHead(200, vendor).end(begin + 'x'.repeat(hugeBytes)),
  },
  'answers 500': {
    answer: [500, 'UNEXPECTED_ERROR'],
    observed: '500',
    repeated: false,
    meet: (_, response) =>
      void json(response, 500, { error: 500, errorCode: 'UNEXPECTED_ERROR', detail: 'Stack' }),
  },
  'answers 502 with a page': {
    answer: away,
    observed: '502',
    repeated: true,
    meet: (_, response) =>
      void response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>Bad gateway</h1>'),
  },
  'answers malformed JSON': {
    ...unusable,
    meet: (_, response) => void response.writeHead(200, vendor).end(begin),
  },
  'answers JSON that is no object': {
    ...unusable,
    meet: (_, response) => void response.writeHead(200, vendor).end('null'),
  },
  'answers an array': {
    ...unusable,
    meet: (_, response) => void response.writeHead(200, vendor).end('[]'),
  },
  'answers a success without a body': {
    ...unusable,
    meet: (_, response) => void response.writeHead(200, vendor).end(),
  },
  'answers 204, where a body is expected': {
    ...unusable,
    meet: (_, response) => void response.writeHead(204).end(),
  },
  'nests more deeply than can be written': {
    ...unusable,
    meet: (_, response) =>
      void response
        .writeHead(200, vendor)
        .end(`{"_id":"wrong","x":${'['.repeat(deep)}${']'.repeat(deep)}}`),
  },
  'answers a status that HTTP does not have': {
    ...broken,
    meet: (_, response) => void json(response, 999, { error: 999, errorCode: 'WRONG' }),
  },
  'answers an error code with a line break': {
    ...refused,
    meet: (_, response) => void json(response, 404, { error: 404, errorCode: 'A\r\nX: wrong' }),
  },
  'answers an error code that no header can hold': {
    ...refused,
    meet: (_, response) => void json(response, 404, { error: 404, errorCode: 'WRONG_\u2713' }),
  },
  'answers an error code without end': {
    ...refused,
    meet: (_, response) => void json(response, 404, { error: 404, errorCode: 'A'.repeat(60_000) }),
  },
  'nests an error more deeply than can be written': {
    ...refused,
    meet: (_, response) =>
      void response
        .writeHead(404)
        .end(`{"error":404,"errorCode":"A","x":${'['.repeat(deep)}${']'.repeat(deep)}}`),
  },
  'answers another media type': {
    ...unusable,
    meet: (_, response) =>
      void response.writeHead(200, { 'Content-Type': 'text/html' }).end('{"_id":"wrong"}'),
  },
  'answers another version': {
    ...unusable,
    meet: (_, response) =>
      void response
        .writeHead(200, { 'Content-Type': vendorContentType('2099-01-01') })
        .end('{"_id":"wrong"}'),
  },
  'is asked too often': {
    answer: [429, 'RATE_LIMITED_TOKEN_BUCKET'],
    observed: '429',
    repeated: false,
    meet: (_, response) =>
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
  readonly faulted: () => number
  close(): Promise<void>
}

/** Serves an app over HTTP on loopback; `next` names the fault that the next request for the resource meets, if any. */
export async function faultyAtlas(
  { app }: World,
  next: () => Fault | undefined,
): Promise<FaultyAtlas> {
  const answer = getRequestListener(app.fetch)
  const authorizations = new Set<string>()
  let faulted = 0
  const server = createServer((request, response) => {
    authorizations.add(request.headers.authorization ?? '')
    const fault = request.url?.startsWith('/api/oauth') ? undefined : next()
    if (fault === undefined) return void answer(request, response)
    faulted++
    fault.meet(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}`,
    authorizations,
    faulted: () => faulted,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
