import { apiKey, serviceAccount } from '@export-buckets/client'
import { expect, test } from 'vitest'
import { committed, readPact } from '../matrix/pact-file.ts'
import { verifyProvider } from '../verify/verify-provider.ts'
import { statesPath } from './runtimes/harness.ts'
import { runtimes } from './runtimes/start.ts'
import { newCaller } from './states-world.ts'

const descriptions = readPact(committed).interactions.map(({ description }) => description)

// At once: of a verification, Pact, the proxy and the provider wait for one another, so that it takes one core.
test.concurrent.each(Object.entries(runtimes))(
  'in %s the edge app keeps every interaction of the pact',
  async (_, start) => {
    const caller = newCaller()
    await using provider = await start(caller)
    const { cells } = await verifyProvider({
      target: {
        baseUrl: provider.url,
        statesUrl: provider.url + statesPath,
        existing: { buckets: {} },
        credentials: {
          account: serviceAccount({ clientId: caller.name, clientSecret: caller.clientSecret }),
          key: apiKey({ publicKey: caller.name, privateKey: caller.privateKey }),
        },
      },
    })
    expect(cells.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
    expect(cells.map(({ description }) => description).toSorted()).toEqual(descriptions)
  },
  // Beside the other tests, on as few cores as there may be.
  240_000,
)
