import { apiKey, serviceAccount } from '@export-buckets/client'
import { expect, test } from 'vitest'
import { interactionsInPact } from '../verify/plan.ts'
import { verifyCells } from '../verify/verify-cells.ts'
import { statesPath } from './runtimes/harness.ts'
import { sample } from './runtimes/sample.ts'
import { runtimes } from './runtimes/start.ts'
import { newCaller } from './states-world.ts'

/** `pnpm test:runtimes` verifies the whole matrix. */
const isWhole = process.env['MATRIX'] === 'whole'
const all = interactionsInPact()
const cells = isWhole ? all : sample(all)
// In Node, cli/test/publish.test.ts verifies the whole matrix.
const verified = Object.entries(runtimes).filter(([name]) => isWhole || name !== 'node')

// At once: of a verification, Pact, the proxy and the provider wait for one another, so that it takes one core.
test.concurrent.each(verified)(
  `in %s the edge app keeps ${cells.length} of the ${all.length} interactions of the pact`,
  async (_, start) => {
    const caller = newCaller()
    await using provider = await start(caller)
    const report = await verifyCells(cells, {
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
    expect(report.cells.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
    expect(report.cells.map(({ description }) => description)).toEqual(
      cells.map(({ cell }) => cell.description),
    )
  },
)
