#!/usr/bin/env node
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { nodeHeader, nodeServerOptions } from './node-parts.ts'
import { runServer, type Serve, urlOf } from './server.ts'
import { openSqliteFile } from './sqlite-file.ts'

const serve: Serve = (fetch, { host, port }) => {
  // For HTTP/1.0, which needs no Host: probes still speak it.
  const hostname = URL.parse(urlOf(host, port))?.hostname ?? 'localhost'
  const listener = getRequestListener(
    (request, { incoming }) => {
      const connection = { incoming, address: () => incoming.socket.remoteAddress }
      return fetch(request, connection)
    },
    { hostname },
  )
  const server = createServer(nodeServerOptions, listener)
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
