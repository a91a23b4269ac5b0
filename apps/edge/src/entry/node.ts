#!/usr/bin/env node
import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { nodeHeader, nodeServerOptions } from './node-parts.ts'
import { runServer, type Serve, urlOf } from './server.ts'
import { openSqliteFile } from './sqlite-file.ts'

/** The bytes of a connection that its caller has taken, as far as Node knows. */
const bytesTaken = ({ bytesWritten, writableLength }: Socket) => bytesWritten - writableLength

/**
 * Closes connections whose responses nobody reads: they would keep what is written to them in memory for good. A
 * connection is closed when something waits to be read and nothing was for a whole period.
 *
 * @param period - in milliseconds
 */
function closeUnread(server: Server, period: number): void {
  const taken = new Map<Socket, number>()
  server.on('connection', (socket) => {
    taken.set(socket, 0)
    socket.once('close', () => taken.delete(socket))
  })
  const check = () => {
    for (const [socket, before] of taken) {
      if (socket.writableLength > 0 && bytesTaken(socket) === before) socket.destroy()
      else taken.set(socket, bytesTaken(socket))
    }
  }
  setInterval(check, period).unref()
}

const serve: Serve = (fetch, { host, port, keepAlive }) => {
  // For HTTP/1.0, which needs no Host: probes still speak it.
  const hostname = URL.parse(urlOf(host, port))?.hostname ?? 'localhost'
  const listener = getRequestListener(
    (request, { incoming }) => {
      const { socket } = incoming
      const connection = { incoming, address: () => socket.remoteAddress }
      return fetch(request, connection)
    },
    { hostname },
  )
  const server = createServer(nodeServerOptions, listener)
  // Node closes idle connections after 5 s. Clients that reuse one at that moment lose the request, and Go does not repeat a
  // POST; load balancers keep theirs for 60 s.
  server.keepAliveTimeout = keepAlive * 1000
  closeUnread(server, keepAlive * 1000)
  const stop = (grace: number) =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), grace).unref()
    })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address !== null ? address.port : port
      resolve({ url: urlOf(host, bound), stop })
    })
  })
}

await runServer({ serve, header: nodeHeader, openFile: openSqliteFile })
