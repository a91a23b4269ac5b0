import type { DigestTarget } from './algorithms.ts'
import { drainBody } from './body-reader.ts'
import type { BaseDigestSession } from './session.ts'
import { SingleFlight } from './single-flight.ts'

/** A request for a {@link DigestSender}. */
export interface DigestClientRequest extends DigestTarget {
  /** Aborts the wait for the challenge of a concurrent request. */
  readonly signal: AbortSignal
  /** Sends the request with this `Authorization`, or without credentials. Called at most three times. */
  send(authorization?: string): Promise<Response>
}

/** Sends requests of one protection space and returns the final response. */
export type DigestSender = (request: DigestClientRequest) => Promise<Response>

/** A request is sent with credentials once, and again when its nonce was expired or used. */
const maxSignedAttempts = 2

/** Updates the session from a response. Returns whether to repeat the request. */
function updateSession(
  session: BaseDigestSession,
  response: Response,
  authorization?: string,
): boolean {
  // Some `fetch` implementations follow redirects nevertheless. Such a response can be from another origin.
  if (response.redirected) return false
  if (response.status === 401)
    return session.handleChallenge(response.headers, authorization ?? null)
  session.handleAuthenticationInfo(response.headers)
  return false
}

/**
 * Creates the function that {@link createDigestFetch} uses for each origin, for requests that are not a `Request`. The first
 * request is sent without credentials, and concurrent ones wait for its challenge. Later requests have credentials. One
 * that gets a 401 with a new nonce is repeated once.
 *
 * @param session - the session of the protection space, which no other sender may use
 */
export function createDigestSender(session: BaseDigestSession): DigestSender {
  const singleFlight = new SingleFlight()

  /**
   * Signs before the response body is read. Otherwise a concurrent request could use the nonce, which some servers accept
   * only once.
   */
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
      // No retry follows, so nothing is signed: an unused signature leaves a gap in the nonce counts.
      if (attemptsLeft === 0) updateSession(session, response, nextAuthorization)
      else nextAuthorization = signRetry(request, response, nextAuthorization)
    }
    return response
  }
}
