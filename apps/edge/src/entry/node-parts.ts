import type { IncomingHttpHeaders, ServerOptions } from 'node:http'
import type { ReadHeader } from '../parts.ts'

/** What Hono's adapter for Node tells an app beside the request (https://hono.dev/docs/getting-started/nodejs). */
interface NodeBindings {
  readonly incoming?: { readonly headers: IncomingHttpHeaders }
}

/**
 * Reads headers of the request that Node has parsed, to give to `createApp` as `header` where `@hono/node-server` calls the
 * app, on a server with {@link nodeServerOptions}: the `Headers` that the adapter makes of them take longer than all checks
 * together. Not for an app to which something hands on requests with other headers than they came with.
 */
export const nodeHeader: ReadHeader = (c, name) => {
  const { incoming }: NodeBindings = c.env ?? {}
  if (incoming === undefined) return c.req.header(name)
  const value = incoming.headers[name]
  return typeof value === 'string' ? value : undefined
}

/**
 * Options of a `node:http` server for the app, to give to `createServer`, or as `serverOptions` to `serve` of
 * `@hono/node-server`. Headers that stand there twice are joined, as they are in a `Headers`, where Node alone would take the
 * first `Authorization`; a request without a body gets no stream to read it from.
 */
export const nodeServerOptions: ServerOptions = {
  joinDuplicateHeaders: true,
  optimizeEmptyRequests: true,
}
