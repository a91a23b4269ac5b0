import { apiKey, serviceAccount } from '@export-buckets/client'
import { onTestFinished } from 'vitest'
import { mutations } from '../../provider/mutations.ts'
import { harness, statesPath } from '../../provider/runtimes/harness.ts'
import { World } from '../../provider/world.ts'
import type { Target } from '../../verify/target.ts'
import { serve, type WhenTestEnds } from './serve.ts'

/** A provider that can be brought into states. */
export interface StatesProvider {
  /** The options that name it. */
  readonly args: readonly string[]
  /** The same for the verifier, without the program. */
  readonly target: Target
  /** Whom it knows. */
  readonly env: Readonly<Record<string, string>>
}

/** Serves the real app, broken in a way of `mutations` if one is named, and its states, until the test ends. */
export async function statesProvider(
  mutation?: string,
  whenTestEnds: WhenTestEnds = onTestFinished,
): Promise<StatesProvider> {
  const world = new World()
  whenTestEnds(() => world.close())
  const answer = harness(world)
  const mutate = mutation === undefined ? undefined : mutations[mutation]?.mutate
  const baseUrl = await serve(async (request) => {
    const response = await answer(request)
    // What is broken is the answer to an operation, not the token's, which no interaction pins.
    return mutate && request.url.includes('/api/atlas/') ? mutate(response) : response
  }, whenTestEnds)
  const { name, clientSecret, privateKey } = world.caller
  const statesUrl = baseUrl + statesPath
  return {
    args: ['verify', '--provider-url', baseUrl, '--states-url', statesUrl],
    target: {
      baseUrl,
      statesUrl,
      existing: { buckets: {} },
      credentials: {
        account: serviceAccount({ clientId: name, clientSecret }),
        key: apiKey({ publicKey: name, privateKey }),
      },
    },
    env: {
      MONGODB_ATLAS_CLIENT_ID: name,
      MONGODB_ATLAS_CLIENT_SECRET: clientSecret,
      MONGODB_ATLAS_PUBLIC_API_KEY: name,
      MONGODB_ATLAS_PRIVATE_API_KEY: privateKey,
    },
  }
}
