import {
  createDigestVerifier,
  type DigestRefusal,
  type DigestVerdict,
  type DigestVerifier,
  type DigestVerifierOptions,
  type HA1Lookup,
  ha1,
} from '../../src/server.ts'
import { authorizationOf, mufasa, parametersOf, realm } from './mufasa.ts'

export const secret: Uint8Array = new Uint8Array(32).fill(7)
export const request = { method: 'GET', uri: '/api/atlas/v2?pretty=true' } as const

/** A verifier that knows Mufasa. */
export interface Verifying {
  /** Milliseconds since the epoch, which the test moves. */
  readonly clock: { now: number }
  readonly verifier: DigestVerifier
  /** Takes the nonce of a new challenge. */
  readonly nonce: () => string
  readonly verify: (
    authorization: string | null | undefined,
  ) => ReturnType<DigestVerifier['verify']>
  readonly send: (
    ...parts: Parameters<typeof authorizationOf>
  ) => ReturnType<DigestVerifier['verify']>
}

export function setUp(
  options: Partial<DigestVerifierOptions> = {},
  now = 1_700_000_000_000,
): Verifying {
  const clock = { now }
  const verifier = createDigestVerifier({ realm, secret, now: () => clock.now, ...options })
  const nonce = () => parametersOf(verifier.challenge()[0])['nonce'] ?? ''
  const lookup: HA1Lookup = (username, hash) =>
    username === mufasa.username ? ha1({ ...mufasa, realm, hash }) : undefined
  const verify = (authorization: string | null | undefined) =>
    verifier.verify({ ...request, authorization }, lookup)
  const send = (...parts: Parameters<typeof authorizationOf>) => verify(authorizationOf(...parts))
  return { clock, verifier, nonce, verify, send }
}

export const refused = (reason: DigestRefusal, stale = false): DigestVerdict => ({
  ok: false,
  reason,
  stale,
})
