/**
 * Verifies a pact against the real edge app over HTTP, in a process of its own, because the verifier writes its report
 * straight to the standard output: `node provider/verify.ts PACT [MUTATION]`. Exit code 0 when every interaction holds.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Verifier } from '@pact-foundation/pact'
import { provider } from '../matrix/pact-file.ts'
import { mutations } from './mutations.ts'
import { sign } from './sign.ts'
import { stateHandlers } from './state-handlers.ts'
import { World } from './world.ts'

/** What the request filter needs of Express's request. */
interface Filtered extends IncomingMessage {
  readonly method: string
  readonly originalUrl: string
}

const [, , pact, mutation] = process.argv
if (pact === undefined) throw new Error('usage: node provider/verify.ts PACT [MUTATION]')

const world = new World()
const mutate = mutation === undefined ? undefined : mutations[mutation]?.mutate
if (mutation !== undefined && mutate === undefined) throw new Error(`no mutation "${mutation}"`)

const listener = getRequestListener(async (request) => {
  const response = await world.app.fetch(request)
  return mutate === undefined ? response : mutate(response)
})
const server = createServer(listener).listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
const port = typeof address === 'object' ? address?.port : undefined

try {
  await new Verifier({
    provider,
    providerBaseUrl: `http://127.0.0.1:${port}`,
    pactUrls: [pact],
    logLevel: 'error',
    stateHandlers: stateHandlers(world),
    requestFilter: (request: Filtered, _response: unknown, next: (error?: unknown) => void) => {
      sign(world, request.headers, request.method, request.originalUrl).then(() => next(), next)
    },
  }).verifyProvider()
} catch {
  // The report has been written.
  process.exitCode = 1
} finally {
  server.close()
  world.close()
}
