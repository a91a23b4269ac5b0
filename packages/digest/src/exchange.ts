import type { DigestTarget } from './algorithm.ts'
import { discard } from './discard.ts'
import type { Session } from './session.ts'
import { Turnstile } from './turnstile.ts'

/** A request that {@link digestExchange} has sent: bare where there is no challenge yet, and with credentials twice at most. */
export interface DigestCall extends DigestTarget {
  /** Ends the call's waiting for another one's challenge. */
  readonly signal: AbortSignal
  /** Sends the request; without credentials where no value for `Authorization` is given. */
  send(authorization?: string): Promise<Response>
}

/** Sends requests of one protection space, and answers the final response. */
export type DigestExchange = (call: DigestCall) => Promise<Response>

/** How often a call is sent with credentials at most: again where the nonce of the first ones was spent. */
const attempts = 2

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
 * goes bare and those that come meanwhile wait for its challenge, later ones carry credentials, and what carried some is
 * repeated once after a 401 with a new nonce.
 *
 * @param session - of the protection space, and of nobody else
 */
export function digestExchange(session: Session): DigestExchange {
  const turnstile = new Turnstile()

  /** Signs at once: by the time that the body of the answer has been read, the nonce may be another call's, and good for one. */
  const signedAgain = (target: DigestTarget, answer: Response, authorization?: string) =>
    learn(session, answer, authorization) ? session.authorize(target) : undefined

  async function firstAnswer({ signal, send, ...target }: DigestCall) {
    let authorization = session.authorize(target)
    const endLead = authorization === undefined ? await turnstile.enter(signal) : undefined
    try {
      authorization ??= session.authorize(target)
      const answer = await send(authorization)
      const next = signedAgain(target, answer, authorization)
      endLead?.(next !== undefined || answer.ok ? 'settled' : 'unsettled')
      return { answer, next, left: authorization === undefined ? attempts : attempts - 1 }
    } catch (error) {
      endLead?.(signal.aborted ? 'abandoned' : 'unsettled')
      throw error
    }
  }

  return async (call) => {
    let { answer, next, left } = await firstAnswer(call)
    while (next !== undefined && left > 0) {
      await discard(answer)
      answer = await call.send(next)
      left -= 1
      // A signature that is never sent would leave a gap in the counts of its nonce.
      if (left === 0) learn(session, answer, next)
      else next = signedAgain(call, answer, next)
    }
    return answer
  }
}
