import { openLibsqlFile } from './server/libsql-file.ts'
import { runServer, type StartServer, serverUrl } from './server/server.ts'

/** The subset of Deno that is used here (https://docs.deno.com/api/deno/~/Deno.serve). */
declare const Deno: {
  serve(
    options: { hostname: string; port: number; signal: AbortSignal; onListen(): void },
    handler: (
      request: Request,
      info: { remoteAddr: { hostname: string } },
    ) => Response | Promise<Response>,
  ): { readonly addr: { port: number }; shutdown(): Promise<void> }
}

const serve: StartServer = async (fetch, { host, port }) => {
  const abortController = new AbortController()
  const inFlight = new Set<Promise<Response>>()
  const options = { hostname: host, port, signal: abortController.signal, onListen() {} }
  const server = Deno.serve(options, (request, { remoteAddr }) => {
    const response = Promise.resolve(fetch(request, { address: () => remoteAddr.hostname }))
    inFlight.add(response)
    return response.finally(() => inFlight.delete(response))
  })
  return {
    url: serverUrl(host, server.addr.port),
    async stop(grace) {
      const timer = setTimeout(() => abortController.abort(), grace)
      // `shutdown` stops reading request bodies (Deno 2.9.6), so it must wait for requests in flight.
      await Promise.race([Promise.allSettled(inFlight), whenAborted(abortController.signal)])
      await server.shutdown()
      clearTimeout(timer)
    },
  }
}

function whenAborted(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => signal.addEventListener('abort', resolve))
}

await runServer({ serve, openFile: openLibsqlFile })
