import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { startServer } from '@export-buckets/test-support/start-server'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-without-host-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each(['127.0.0.1', '::1', '0.0.0.0'])(
  'an HTTP/1.0 request without Host is served at %s',
  async (host) => {
    const server = await startServer(folder, { PORT: '0', HOST: host })
    const socket = connect(Number(new URL(server.url).port), host === '::1' ? host : '127.0.0.1')
    await once(socket, 'connect')
    socket.write('GET /healthz HTTP/1.0\r\n\r\n')
    const output = await text(socket)
    expect(output).toMatch(/^HTTP\/1\.[01] 200 OK\r\n/)
    expect(output).toContain('{"status":"ok"}')
    await server.stop()
  },
)
