#!/usr/bin/env node
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { runServer, type Serve, urlOf } from './server.ts'
import { openSqliteFile } from './sqlite-file.ts'

const serve: Serve = (fetch, { host, port }) => {
  const listener = getRequestListener((request, { incoming }) =>
    fetch(request, { address: () => incoming.socket.remoteAddress }),
  )
  const server = createServer(listener)
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

await runServer({ serve, openFile: openSqliteFile })
