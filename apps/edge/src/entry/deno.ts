import { openLibsqlFile } from './libsql-file.ts'
import { runServer, type Serve, urlOf } from './server.ts'

/** The part of Deno that is used here (https://docs.deno.com/api/deno/~/Deno.serve). */
declare const Deno: {
  serve(
    options: { hostname: string; port: number; signal: AbortSignal; onListen(): void },
    handler: (
      request: Request,
      info: { remoteAddr: { hostname: string } },
    ) => Response | Promise<Response>,
  ): { readonly addr: { port: number }; shutdown(): Promise<void> }
}

const serve: Serve = async (fetch, { host, port }) => {
  const cut = new AbortController()
  const options = { hostname: host, port, signal: cut.signal, onListen() {} }
  const server = Deno.serve(options, (request, { remoteAddr }) =>
    fetch(request, { address: () => remoteAddr.hostname }),
  )
  return {
    url: urlOf(host, server.addr.port),
    async stop(grace) {
      const timer = setTimeout(() => cut.abort(), grace)
      await server.shutdown()
      clearTimeout(timer)
    },
  }
}

await runServer({ serve, openFile: openLibsqlFile })
