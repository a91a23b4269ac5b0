import { openLibsqlFile } from './libsql-file.ts'
import { runServer, type Serve, urlOf } from './server.ts'

interface BunServer {
  readonly port: number
  requestIP(request: Request): { address: string } | null
  stop(cut?: boolean): Promise<void>
}

/** The part of Bun that is used here (https://bun.com/docs/api/http). */
declare const Bun: {
  serve(options: {
    hostname: string
    port: number
    development: boolean
    reusePort: boolean
    fetch(request: Request, server: BunServer): Response | Promise<Response>
  }): BunServer
}

const serve: Serve = async (fetch, { host, port }) => {
  const server = Bun.serve({
    hostname: host,
    port,
    // It would show stacks to callers.
    development: false,
    // Otherwise a second server on the same port takes part of the first one's requests.
    reusePort: false,
    fetch: (request, server) =>
      fetch(request, { address: () => server.requestIP(request)?.address }),
  })
  return {
    url: urlOf(host, server.port),
    async stop(grace) {
      const timer = setTimeout(() => server.stop(true), grace)
      await server.stop()
      clearTimeout(timer)
    },
  }
}

await runServer({ serve, openFile: openLibsqlFile })
