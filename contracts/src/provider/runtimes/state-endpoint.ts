import { setState } from '../set-state.ts'
import type { StatefulProvider } from '../stateful-provider.ts'

/** Where Pact's verifier sets provider states. */
export const statesPath = '/provider-states'

/** What Pact's verifier asks for (https://docs.pact.io/provider/using_provider_states_effectively). */
interface StateChange {
  readonly action: string
  readonly state: string
  readonly params: unknown
}

/** Serves a world's app in the state that it was last brought into, and lets its states be set. */
export function createProviderHandler(
  provider: StatefulProvider,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === statesPath && request.method === 'POST') {
      const { action, state, params }: StateChange = await request.json()
      if (action === 'setup') await setState(provider, state, params)
      return Response.json({})
    }
    // Whoever looks whether anybody is there does so before there is a state.
    if (pathname === '/' || pathname === statesPath) return new Response(null, { status: 404 })
    return provider.app.fetch(request)
  }
}
