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
  const inFlight = new Set<Promise<Response>>()
  const options = { hostname: host, port, signal: cut.signal, onListen() {} }
  const server = Deno.serve(options, (request, { remoteAddr }) => {
    const answer = Promise.resolve(fetch(request, { address: () => remoteAddr.hostname }))
    inFlight.add(answer)
    return answer.finally(() => inFlight.delete(answer))
  })
  return {
    url: urlOf(host, server.addr.port),
    async stop(grace) {
      const timer = setTimeout(() => cut.abort(), grace)
      // A server that shuts down reads no more of a request's body (Deno 2.9.6), so what is under way ends before.
      await Promise.race([Promise.allSettled(inFlight), aborted(cut.signal)])
      await server.shutdown()
      clearTimeout(timer)
    },
  }
}

function aborted(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => signal.addEventListener('abort', resolve))
}

await runServer({ serve, openFile: openLibsqlFile })
