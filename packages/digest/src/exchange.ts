import type { DigestTarget } from './algorithm.ts'
import { discard } from './discard.ts'
import type { Session } from './session.ts'
import { Turnstile } from './turnstile.ts'

/** A request that {@link digestExchange} has sent: once, or twice where a challenge wants it. */
export interface DigestCall extends DigestTarget {
  /** Ends the call's waiting for another one's challenge. */
  readonly signal: AbortSignal
  /** Sends the request; without credentials where no value for `Authorization` is given. */
  send(authorization?: string): Promise<Response>
}

/** Sends requests of one protection space, and answers the final response. */
export type DigestExchange = (call: DigestCall) => Promise<Response>

/** Takes in what the answer says about authentication; true when the request is worth repeating. */
function learn(session: Session, answer: Response, authorization?: string): boolean {
  // Only a foreign fetch follows redirects here; its answer may be another origin's.
  if (answer.redirected) return false
  if (answer.status === 401) return session.challenged(answer.headers, authorization ?? null)
  session.observe(answer.headers)
  return false
}

/**
 * What {@link createDigestFetch} does with each origin, for who has requests of another kind than `Request`: the first one
 * goes bare and those that come meanwhile wait for its challenge, later ones carry credentials, and a 401 with a new nonce
 * is repeated once.
 *
 * @param session - of the protection space, and of nobody else
 */
export function digestExchange(session: Session): DigestExchange {
  const turnstile = new Turnstile()

  async function firstAnswer({ signal, send, ...target }: DigestCall) {
    let authorization = session.authorize(target)
    const endLead = authorization === undefined ? await turnstile.enter(signal) : undefined
    try {
      authorization ??= session.authorize(target)
      const answer = await send(authorization)
      const repeat = learn(session, answer, authorization)
      endLead?.(repeat || answer.ok ? 'settled' : 'unsettled')
      return { answer, repeat }
    } catch (error) {
      endLead?.(signal.aborted ? 'abandoned' : 'unsettled')
      throw error
    }
  }

  return async (call) => {
    const { answer, repeat } = await firstAnswer(call)
    if (!repeat) return answer
    await discard(answer.body)
    const authorization = session.authorize(call)
    const final = await call.send(authorization)
    learn(session, final, authorization)
    return final
  }
}
