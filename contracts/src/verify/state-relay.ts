import { errorWithCause } from '../lib/text.ts'
import type { Send } from './options.ts'

/** Forwards provider states to the URL that sets them. */
export interface StateRelay {
  /** Forwards a request of Pact, `{ state, params, action }`, and returns the response for Pact. */
  forward(body: Buffer): Promise<Response>
  /** Returns why a state of the next cell could not be set, and forgets it. */
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
  if (!response.ok) throw new Error(`the response to ${body} was ${response.status}`)
  return new Response(text, { headers: { 'Content-Type': 'application/json' } })
}

/**
 * Creates a relay between Pact and the URL that sets states. Pact alone would repeat a failed request for more than a
 * minute, and report little about it. A failed teardown is ignored, because the next setup replaces the state.
 */
export function createStateRelay(url: string, send: Send): StateRelay {
  let problem: string | undefined
  return {
    async forward(body) {
      try {
        return await postState(url, body, send)
      } catch (error) {
        if (isSetup(body)) problem ??= `the provider state was not set: ${errorWithCause(error)}`
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
