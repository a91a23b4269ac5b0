import type { DigestTarget } from './algorithm.ts'
import { drainBody } from './drain-body.ts'
import type { BaseDigestSession } from './session.ts'
import { SingleFlight } from './single-flight.ts'

/** A request that {@link createDigestSender} has sent: bare where there is no challenge yet, and with credentials twice at most. */
export interface DigestClientRequest extends DigestTarget {
  /** Ends the call's waiting for another one's challenge. */
  readonly signal: AbortSignal
  /** Sends the request; without credentials where no value for `Authorization` is given. */
  send(authorization?: string): Promise<Response>
}

/** Sends requests of one protection space, and answers the final response. */
export type DigestSender = (request: DigestClientRequest) => Promise<Response>

/** How often a call is sent with credentials at most: again where the nonce of the first ones was spent. */
const maxSignedAttempts = 2

/** Takes in what the answer says about authentication; true when the request is worth repeating. */
function updateSession(
  session: BaseDigestSession,
  response: Response,
  authorization?: string,
): boolean {
  // Only a foreign fetch follows redirects here; its answer may be another origin's.
  if (response.redirected) return false
  if (response.status === 401)
    return session.handleChallenge(response.headers, authorization ?? null)
  session.handleAuthenticationInfo(response.headers)
  return false
}

/**
 * What {@link createDigestFetch} does with each origin, for who has requests of another kind than `Request`: the first one
 * goes bare and those that come meanwhile wait for its challenge, later ones carry credentials, and what carried some is
 * repeated once after a 401 with a new nonce.
 *
 * @param session - of the protection space, and of nobody else
 */
export function createDigestSender(session: BaseDigestSession): DigestSender {
  const singleFlight = new SingleFlight()

  /** Signs at once: by the time that the body of the answer has been read, the nonce may be another call's, and good for one. */
  const signRetry = (target: DigestTarget, response: Response, authorization?: string) =>
    updateSession(session, response, authorization) ? session.authorize(target) : undefined

  async function sendFirst({ signal, send, ...target }: DigestClientRequest) {
    let authorization = session.authorize(target)
    const endLead = authorization === undefined ? await singleFlight.leadOrWait(signal) : undefined
    try {
      authorization ??= session.authorize(target)
      const response = await send(authorization)
      const nextAuthorization = signRetry(target, response, authorization)
      endLead?.(nextAuthorization !== undefined || response.ok ? 'settled' : 'unsettled')
      return {
        response,
        nextAuthorization,
        attemptsLeft: authorization === undefined ? maxSignedAttempts : maxSignedAttempts - 1,
      }
    } catch (error) {
      endLead?.(signal.aborted ? 'abandoned' : 'unsettled')
      throw error
    }
  }

  return async (request) => {
    let { response, nextAuthorization, attemptsLeft } = await sendFirst(request)
    while (nextAuthorization !== undefined && attemptsLeft > 0) {
      await drainBody(response)
      response = await request.send(nextAuthorization)
      attemptsLeft -= 1
      // A signature that is never sent would leave a gap in the counts of its nonce.
      if (attemptsLeft === 0) updateSession(session, response, nextAuthorization)
      else nextAuthorization = signRetry(request, response, nextAuthorization)
    }
    return response
  }
}
