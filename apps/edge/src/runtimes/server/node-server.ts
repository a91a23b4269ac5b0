import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import process from 'node:process'
import { getRequestListener } from '@hono/node-server'
import { runServer, type StartServer, serverUrl } from './server.ts'
import { openSqliteFile } from './sqlite-file.ts'

/** Returns the number of bytes that the client has received, as far as Node knows. */
const bytesSent = ({ bytesWritten, writableLength }: Socket) => bytesWritten - writableLength

/** Returns a set with the current open connections of a server. */
function trackConnections(server: Server): ReadonlySet<Socket> {
  const connections = new Set<Socket>()
  server.on('connection', (socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  return connections
}

/**
 * Closes connections whose responses are not read, because they would stay in memory forever. A connection is stalled when it
 * has unsent bytes and sends none for a whole period.
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

/** The interval of checks for idle connections while the server stops. */
const idleCheckIntervalMs = 50

/**
 * Closes a server: each connection as soon as it is idle, and the remaining ones after the grace period. Node itself closes
 * only the connections that are idle at the time of the call. It treats a connection without a request so far as busy.
 *
 * @param graceMs - the grace period for requests in flight
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
  // The host of requests without `Host`, which HTTP/1.0 allows and some probes use.
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
    // While the server stops, sends `Connection: close`.
    if (!server.listening) response.shouldKeepAlive = false
    return listener(request, response)
  })
  // Node's default is 5 s, but load balancers reuse idle connections for 60 s. A request on a connection that is closed at the
  // same moment is lost, and Go does not retry a POST.
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

/** Runs the server until it receives a signal. */
export async function runOnNode(): Promise<void> {
  // A failing write would end the process when the reader of the log exits before the server.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  await runServer({ serve, openFile: openSqliteFile })
}
