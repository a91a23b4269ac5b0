import { openLibsqlFile } from './server/libsql-file.ts'
import { runServer, type StartServer, serverUrl } from './server/server.ts'

interface BunServer {
  readonly port: number
  requestIP(request: Request): { address: string } | null
  timeout(request: Request, seconds: number): void
  stop(closeActiveConnections?: boolean): Promise<void>
}

/** The part of Bun that is used here (https://bun.com/docs/api/http). */
declare const Bun: {
  serve(options: {
    hostname: string
    port: number
    development: boolean
    reusePort: boolean
    idleTimeout: number
    fetch(request: Request, server: BunServer): Response | Promise<Response>
  }): BunServer
}

/** Seconds, the most that Bun takes (https://bun.com/docs/runtime/http/server#idletimeout). */
const maxIdleTimeout = 255

const serve: StartServer = async (fetch, { host, port, keepAlive }) => {
  const idleTimeout = Math.min(keepAlive, maxIdleTimeout)
  const server = Bun.serve({
    hostname: host,
    port,
    // It would show stacks to callers.
    development: false,
    // Otherwise a second server on the same port takes part of the first one's requests.
    reusePort: false,
    idleTimeout,
    fetch(request, server) {
      const response = fetch(request, { address: () => server.requestIP(request)?.address })
      // Of a request with a body Bun bounds the silence while the body comes, and not after it.
      if (!(response instanceof Promise) || request.body !== null) return response
      // Whatever an answer waits for has bounds of its own.
      server.timeout(request, 0)
      return response.finally(() => server.timeout(request, idleTimeout))
    },
  })
  return {
    url: serverUrl(host, server.port),
    async stop(grace) {
      const timer = setTimeout(() => server.stop(true), grace)
      await server.stop()
      clearTimeout(timer)
    },
  }
}

await runServer({ serve, openFile: openLibsqlFile })
