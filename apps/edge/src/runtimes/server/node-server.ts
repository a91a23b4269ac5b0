import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import process from 'node:process'
import { getRequestListener } from '@hono/node-server'
import { runServer, type StartServer, serverUrl } from './server.ts'
import { openSqliteFile } from './sqlite-file.ts'

/** The bytes of a connection that its caller has taken, as far as Node knows. */
const bytesSent = ({ bytesWritten, writableLength }: Socket) => bytesWritten - writableLength

/** Returns the open connections of a server, as they come and go. */
function trackConnections(server: Server): ReadonlySet<Socket> {
  const connections = new Set<Socket>()
  server.on('connection', (socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  return connections
}

/**
 * Closes connections whose responses nobody reads: they would keep what is written to them in memory for good. A
 * connection is closed when something waits to be read and nothing was for a whole period.
 *
 * @param periodMs - in milliseconds
 */
function closeStalledConnections(connections: ReadonlySet<Socket>, periodMs: number): void {
  const previousBytes = new WeakMap<Socket, number>()
  const check = () => {
    for (const socket of connections) {
      if (socket.writableLength > 0 && bytesSent(socket) === previousBytes.get(socket))
        socket.destroy()
      else previousBytes.set(socket, bytesSent(socket))
    }
  }
  setInterval(check, periodMs).unref()
}

/** Milliseconds between two searches for idle connections while the server stops. */
const idleCheckIntervalMs = 50

/**
 * Closes each connection as soon as it is idle, and the others when the time is over. Node closes connections that are idle
 * at that moment only, and takes one that never sent a request for a busy one.
 *
 * @param graceMs - milliseconds that requests in flight have
 */
function closeServer(
  server: Server,
  connections: ReadonlySet<Socket>,
  graceMs: number,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  for (const socket of connections) if (socket.bytesRead === 0) socket.destroy()
  const idleCheck = setInterval(() => server.closeIdleConnections(), idleCheckIntervalMs)
  const forceClose = setTimeout(() => server.closeAllConnections(), graceMs)
  return closed.finally(() => {
    clearInterval(idleCheck)
    clearTimeout(forceClose)
  })
}

const serve: StartServer = (fetch, { host, port, keepAlive }) => {
  // For HTTP/1.0, which needs no Host: probes still speak it.
  const hostname = URL.parse(serverUrl(host, port))?.hostname ?? 'localhost'
  const listener = getRequestListener(
    (request, { incoming }) => {
      const { socket } = incoming
      const connection = { incoming, address: () => socket.remoteAddress }
      return fetch(request, connection)
    },
    { hostname },
  )
  const server = createServer((request, response) => {
    // A server that stops tells clients to open no further request on the connection.
    if (!server.listening) response.shouldKeepAlive = false
    return listener(request, response)
  })
  // Node closes idle connections after 5 s. Clients that reuse one at that moment lose the request, and Go does not repeat a
  // POST; load balancers keep theirs for 60 s.
  server.keepAliveTimeout = keepAlive * 1000
  const connections = trackConnections(server)
  closeStalledConnections(connections, keepAlive * 1000)
  const stop = (graceMs: number) => closeServer(server, connections, graceMs)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      const boundPort = typeof address === 'object' && address !== null ? address.port : port
      resolve({ url: serverUrl(host, boundPort), stop })
    })
  })
}

/** Runs the server until it is told to stop. */
export async function runOnNode(): Promise<void> {
  // The reader of the log may end before the server: a write that fails then would end the process.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  await runServer({ serve, openFile: openSqliteFile })
}
