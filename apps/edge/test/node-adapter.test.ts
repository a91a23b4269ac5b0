import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  accept,
  basic,
  clientSecret,
  createTestApp,
  id,
  path,
  type TestApp,
} from './create-test-app.ts'

/** Serves an app through Hono's adapter for Node. */
async function serve() {
  const { app, bearer }: TestApp = await createTestApp()
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  /** Sends headers as they are, some of them twice. */
  async function ask(headers: readonly string[], target = path(id('a')), method = 'GET') {
    const sent = request({ port, host: '127.0.0.1', path: target, method, headers: [...headers] })
    sent.end()
    const [response]: IncomingMessage[] = await once(sent, 'response')
    if (response === undefined) throw new Error('no answer')
    return { response, status: response.statusCode, body: await text(response) }
  }
  return { ask, bearer, stop: () => server.close() }
}

describe('an app served by @hono/node-server', () => {
  let served: Awaited<ReturnType<typeof serve>>
  const host = ['Host', 'localhost', 'Accept', accept('2023-01-01')['Accept'] ?? '']
  const authorization = async () => (await served.bearer())['Authorization'] ?? ''
  beforeAll(async () => {
    served = await serve()
  })
  afterAll(() => served.stop())

  test('returns the version that Accept names, with the request id of a proxy', async () => {
    const headers = [...host, 'Authorization', await authorization(), 'X-Request-Id', 'from-proxy']
    const { response, status } = await served.ask(headers)
    expect(status).toBe(200)
    expect(response.headers).toMatchObject({
      'content-type': 'application/vnd.atlas.2023-01-01+json;charset=utf-8',
      'x-request-id': 'from-proxy',
    })
    expect(response.headers).toHaveProperty('sunset')
  })

  test('challenges a request without credentials, and gives it an id', async () => {
    const { response, status } = await served.ask(host)
    expect(status).toBe(401)
    expect(response.headers['www-authenticate']).toMatch(/^Digest /)
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('rejects two Authorization headers, whichever of them is valid', async () => {
    const right = ['Authorization', await authorization()]
    const wrong = ['Authorization', 'Bearer wrong']
    expect((await served.ask([...host, ...right, ...wrong])).status).toBe(401)
    expect((await served.ask([...host, ...wrong, ...right])).status).toBe(401)
  })

  test('creates an id for a request with two', async () => {
    const { response } = await served.ask([...host, 'X-Request-Id', 'a', 'X-Request-Id', 'b'])
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('returns invalid_request for a POST without a body', async () => {
    const { Authorization } = basic('reader', clientSecret)
    const form = ['Content-Type', 'application/x-www-form-urlencoded']
    const headers = ['Host', 'localhost', 'Authorization', Authorization, ...form]
    const { status, body } = await served.ask(headers, '/api/oauth/token', 'POST')
    expect([status, JSON.parse(body).error]).toEqual([400, 'invalid_request'])
  })
})
