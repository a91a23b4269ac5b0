import { getRequestListener } from '@hono/node-server'
import { listen, type OnTestEnd } from './listen.ts'

/** Handles a request, or closes the connection without a response. */
type FetchHandler = (request: Request, hangUp: () => Response) => Response | Promise<Response>

/** Serves on a free loopback port until the test ends, and returns the origin. */
export function serve(handler: FetchHandler, onTestEnd?: OnTestEnd): Promise<string> {
  const listener = getRequestListener(
    (request, { incoming }) =>
      handler(request, () => {
        incoming.socket.destroy()
        return new Response()
      }),
    { overrideGlobalObjects: false },
  )
  return listen(listener, onTestEnd)
}
