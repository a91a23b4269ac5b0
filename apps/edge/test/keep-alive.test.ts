import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startServer } from '@export-buckets/test-support/start-server'
import { expect, onTestFinished, test } from 'vitest'

/** Starts the Node server. @param env - variables in addition to a free port */
async function start(env: Record<string, string> = {}): Promise<URL> {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-keep-alive-'))
  const server = await startServer(folder, { PORT: '0', ...env })
  onTestFinished(() => {
    server.process.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  })
  return new URL(server.url)
}

/** Opens a connection that does not read. */
function openUnread({ hostname, port }: URL): Socket {
  const socket = connect(Number(port), hostname)
  socket.pause()
  onTestFinished(() => void socket.destroy())
  return socket
}

test.each([
  [{}, 'timeout=75'],
  [{ KEEP_ALIVE_TIMEOUT: '620' }, 'timeout=620'],
])('with the variables %j the server announces %s', async (env, expected) => {
  const response = await fetch(`${await start(env)}healthz`)
  expect(response.headers.get('Keep-Alive')).toBe(expected)
})

test('a connection whose responses are not read is closed', async () => {
  const socket = openUnread(await start({ KEEP_ALIVE_TIMEOUT: '1' }))
  const closePromise = new Promise<string>((resolve) => {
    socket.once('error', ({ message }) => resolve(message))
    socket.once('close', () => resolve('closed'))
  })
  const request = 'GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n'
  socket.write(request.repeat(300))
  // A socket that does not read notices the end when it writes.
  while (!socket.destroyed) {
    socket.write('\r\n')
    await Promise.race([closePromise, delay(100)])
  }
  expect(await closePromise).toMatch(/closed|EPIPE|ECONNRESET/)
})
