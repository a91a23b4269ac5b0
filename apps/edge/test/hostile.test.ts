import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { listen } from '@export-buckets/test-support/listen'
import { getRequestListener } from '@hono/node-server'
import { expect, onTestFinished, test } from 'vitest'
import { apiPage } from '../src/api-page/api-page.ts'
import { createTestApp } from './create-test-app.ts'
import { hostileRequests } from './hostile-requests.ts'

// Blocked time and memory depend on the machine: `event-loop.ts` and `unread-responses.ts` measure them.

const limit = { capacity: 1e6, refill: 1e6, seconds: 1 }

/** Serves an app with the API page like the Node server. `allHandled` resolves after `count` requests. */
async function serveApp(count = 0) {
  const { promise: allHandled, resolve } = Promise.withResolvers<void>()
  let handledCount = 0
  const page = apiPage()
  const testApp = await createTestApp({ page, rateLimit: limit, tokenRateLimit: limit })
  const listener = getRequestListener(testApp.app.fetch)
  const origin = await listen(async (request, response) => {
    await listener(request, response)
    handledCount += 1
    if (handledCount === count) resolve()
  })
  return { ...testApp, page, origin, allHandled }
}

function openSocket(origin: string): Socket {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  return socket
}

test('each hostile request gets a response, and none causes an error of the server', async () => {
  const testApp = await serveApp()
  const requests = hostileRequests(await testApp.issueToken('owner'))
  expect(requests.length).toBeGreaterThan(50)
  for (const { name, bytes } of requests) {
    const socket = openSocket(testApp.origin)
    // Each request has `Connection: close`, because a client that ends its side first may get no response.
    socket.write(bytes, 'latin1')
    expect(await text(socket), name).toMatch(/^HTTP\/1\.1 (200|204|304|4\d\d) /)
  }
  expect(testApp.log.filter(({ level }) => level === 'error')).toEqual([])
})

test('pipelined requests for the API page share the bytes of one file while their responses are unread', async () => {
  const requests = 100
  const { page, origin, allHandled } = await serveApp(requests)
  const size = page.get('/scalar.js')?.body.length ?? 0
  const socket = openSocket(origin)
  socket.pause()
  const before = process.memoryUsage().arrayBuffers
  socket.write('GET /scalar.js HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(requests))
  await allHandled
  expect(size).toBeGreaterThan(1_000_000)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(size)
})
