import { openLibsqlFile } from './server/libsql-file.ts'
import { runServer, type StartServer, serverUrl } from './server/server.ts'

interface BunServer {
  readonly port: number
  requestIP(request: Request): { address: string } | null
  timeout(request: Request, seconds: number): void
  stop(closeActiveConnections?: boolean): Promise<void>
}

/** The subset of Bun that is used here (https://bun.com/docs/api/http). */
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

/** Bun's maximum, in seconds (https://bun.com/docs/runtime/http/server#idletimeout). */
const maxIdleTimeout = 255

const serve: StartServer = async (fetch, { host, port, keepAlive }) => {
  const idleTimeout = Math.min(keepAlive, maxIdleTimeout)
  const server = Bun.serve({
    hostname: host,
    port,
    // The development mode shows stacks to callers.
    development: false,
    // Otherwise a second server on the same port receives some of the requests.
    reusePort: false,
    idleTimeout,
    fetch(request, server) {
      const response = fetch(request, { address: () => server.requestIP(request)?.address })
      // For a request with a body, Bun's timeout applies during the upload only.
      if (!(response instanceof Promise) || request.body !== null) return response
      // Disables the idle timeout until the response, because the calls of a handler have their own timeouts.
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
