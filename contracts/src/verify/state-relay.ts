import { errorMessage } from '../lib/error-message.ts'
import type { Send } from './senders.ts'

/** Passes provider states on to what sets them. */
export interface StateRelay {
  /** Passes on one request of Pact's, `{ state, params, action }`. Answers what Pact is to get. */
  forward(body: Buffer): Promise<Response>
  /** Why a state of the next cell could not be set; asked once. */
  takeProblem(): string | undefined
}

function isSetup(body: Buffer): boolean {
  const stateChange: unknown = JSON.parse(body.toString())
  return (
    typeof stateChange === 'object' &&
    stateChange !== null &&
    Reflect.get(stateChange, 'action') === 'setup'
  )
}

async function postState(url: string, body: Buffer, send: Send): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' }
  const response = await send(
    new Request(url, { method: 'POST', headers, body: new Uint8Array(body), redirect: 'manual' }),
  )
  const text = await response.text()
  if (!response.ok) throw new Error(`it answered ${response.status} to ${body}`)
  return new Response(text, { headers: { 'Content-Type': 'application/json' } })
}

/**
 * Stands between Pact and the URL that sets states: Pact would repeat what fails for more than a minute, and then say
 * little of it. A state that cannot be taken down again is left to the next that is set.
 */
export function createStateRelay(url: string, send: Send): StateRelay {
  let problem: string | undefined
  return {
    async forward(body) {
      try {
        return await postState(url, body, send)
      } catch (error) {
        if (isSetup(body)) problem ??= `the provider state was not set: ${errorMessage(error)}`
        return Response.json({})
      }
    },
    takeProblem() {
      const current = problem
      problem = undefined
      return current
    },
  }
}
