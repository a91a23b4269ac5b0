import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseEnv } from 'node:util'
import { tokenPath } from '@export-buckets/core'
import { startServer } from '@export-buckets/test-support/start-server'
import { expect, onTestFinished, test } from 'vitest'
import { basic } from './create-test-app.ts'

/** A module that keeps a server from closing connections by a timer while it waits for them. */
const preload = join(import.meta.dirname, 'without-grace.js')

function openSocket(url: string): Socket {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  // Some runtimes close connections in order, and some reset them.
  return socket.on('error', () => undefined)
}

/** Sends a part of a request and returns a part of the response. */
function sendAndRead(socket: Socket, request: string): Promise<string> {
  socket.write(request)
  return new Promise((resolve) => socket.once('readable', () => resolve(String(socket.read()))))
}

test.each(['node', 'deno', 'bun'] as const)(
  'after SIGTERM, the server in %s waits for the request in flight, and not for idle connections',
  async (runtime) => {
    const folder = mkdtempSync(join(tmpdir(), 'export-buckets-stop-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const server = await startServer(folder, { PORT: '0' }, { runtime, preload })
    onTestFinished(() => void server.process.kill('SIGKILL'))
    const { MONGODB_ATLAS_CLIENT_ID: id = '', MONGODB_ATLAS_CLIENT_SECRET: secret = '' } = parseEnv(
      readFileSync(join(folder, '.data', 'credentials.env'), 'utf8'),
    )
    const body = 'grant_type=client_credentials'
    // A connection without a request.
    openSocket(server.url).resume()
    const idle = openSocket(server.url)
    const busy = openSocket(server.url)
    const output = await sendAndRead(idle, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(output).toContain(' 200 OK')
    const requestHead = [
      `POST ${tokenPath} HTTP/1.1`,
      'Host: x',
      `Authorization: ${basic(id, secret).Authorization}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
      'Expect: 100-continue\r\n\r\n',
    ]
    // The request is in flight when the server asks for its body.
    expect(await sendAndRead(busy, requestHead.join('\r\n'))).toContain(' 100 Continue')
    const stopPromise = server.stop()
    idle.resume()
    busy.write(body)
    expect(await text(busy)).toContain('"access_token"')
    expect(await stopPromise).toBe(0)
  },
)
