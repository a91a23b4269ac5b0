import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { createDigestVerifier, type DigestVerifierOptions, ha1 } from '../../src/server.ts'
import { listen } from './listen.ts'
import { mufasa, realm } from './mufasa.ts'

/** A request as it came in, and the status it got. */
interface Exchange {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly authorization: string | undefined
  readonly body: string
  readonly port: number | undefined
  readonly status: number
}

/** What a test changes of the server. */
export interface Guard extends Partial<DigestVerifierOptions> {
  /** The text of a 401. */
  readonly refusal?: string
  /** Is waited for before a request is answered, told how many came before it. */
  readonly gate?: (before: number) => Promise<unknown> | undefined
}

function answer(response: ServerResponse, status: number, headers: object, body: string): number {
  response.writeHead(status, { ...headers }).end(body)
  return status
}

/** The server, and what it saw. */
export interface Guarded {
  readonly origin: string
  readonly exchanges: readonly Exchange[]
  readonly statuses: () => readonly number[]
}

/** A loopback server that only Mufasa may call; it echoes the body and writes every exchange down. */
export async function guarded({
  refusal = 'refused',
  gate,
  ...options
}: Guard = {}): Promise<Guarded> {
  const exchanges: Exchange[] = []
  let begun = 0
  const verifier = createDigestVerifier({ realm, secret: new Uint8Array(32).fill(7), ...options })

  async function serve(request: IncomingMessage, response: ServerResponse, body: string) {
    const { method = '', url: uri = '' } = request
    const { authorization, host: authority } = request.headers
    const target = { method, uri, authorization, authority }
    const verdict = await verifier.verify(target, (username, hash) =>
      username === mufasa.username ? ha1({ ...mufasa, realm, hash }) : undefined,
    )
    if (!verdict.ok) {
      const challenges = verifier.challenge({ stale: verdict.stale })
      return answer(response, 401, { 'www-authenticate': challenges }, refusal)
    }
    const { authenticationInfo } = verdict
    const info = authenticationInfo ? { 'authentication-info': authenticationInfo } : {}
    return answer(response, 200, info, `${method} ${body}`)
  }

  const origin = await listen(async (request, response) => {
    const waiting = gate?.(begun++)
    const body = String(await buffer(request))
    await waiting
    const status = await serve(request, response, body)
    const { method, url, headers, socket } = request
    const { authorization } = headers
    exchanges.push({ method, url, authorization, body, port: socket.remotePort, status })
  })
  const statuses = () => exchanges.map(({ status }) => status)
  return { origin, exchanges, statuses }
}
