import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { openServer } from '@export-buckets/test-support/open-server'
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
  const server = await openServer(listener)

  /** Sends headers unchanged, including duplicates. */
  async function sendRequest(headers: readonly string[], target = path(id('a')), method = 'GET') {
    const outgoingRequest = request({
      port: server.port,
      host: '127.0.0.1',
      path: target,
      method,
      headers: [...headers],
    })
    outgoingRequest.end()
    const [response]: IncomingMessage[] = await once(outgoingRequest, 'response')
    if (response === undefined) throw new Error('no response')
    return { response, status: response.statusCode, body: await text(response) }
  }
  return { sendRequest, bearer, stop: () => server[Symbol.asyncDispose]() }
}

describe('an app served by @hono/node-server', () => {
  let adapter: Awaited<ReturnType<typeof serve>>
  const host = ['Host', 'localhost', 'Accept', accept('2023-01-01')['Accept'] ?? '']
  const authorization = async () => (await adapter.bearer())['Authorization'] ?? ''
  beforeAll(async () => {
    adapter = await serve()
  })
  afterAll(() => adapter.stop())

  test('the response has the version of the Accept header and the request id of a proxy', async () => {
    const headers = [...host, 'Authorization', await authorization(), 'X-Request-Id', 'from-proxy']
    const { response, status } = await adapter.sendRequest(headers)
    expect(status).toBe(200)
    expect(response.headers).toMatchObject({
      'content-type': 'application/vnd.atlas.2023-01-01+json;charset=utf-8',
      'x-request-id': 'from-proxy',
    })
    expect(response.headers).toHaveProperty('sunset')
  })

  test('a request without credentials is challenged and gets a request id', async () => {
    const { response, status } = await adapter.sendRequest(host)
    expect(status).toBe(401)
    expect(response.headers['www-authenticate']).toMatch(/^Digest /)
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('two Authorization headers are rejected, whichever of them is valid', async () => {
    const right = ['Authorization', await authorization()]
    const wrong = ['Authorization', 'Bearer wrong']
    expect((await adapter.sendRequest([...host, ...right, ...wrong])).status).toBe(401)
    expect((await adapter.sendRequest([...host, ...wrong, ...right])).status).toBe(401)
  })

  test('a request with two ids gets a new one', async () => {
    const { response } = await adapter.sendRequest([
      ...host,
      'X-Request-Id',
      'a',
      'X-Request-Id',
      'b',
    ])
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('a token request without a body gets invalid_request', async () => {
    const { Authorization } = basic('reader', clientSecret)
    const form = ['Content-Type', 'application/x-www-form-urlencoded']
    const headers = ['Host', 'localhost', 'Authorization', Authorization, ...form]
    const { status, body } = await adapter.sendRequest(headers, '/api/oauth/token', 'POST')
    expect([status, JSON.parse(body).error]).toEqual([400, 'invalid_request'])
  })
})
