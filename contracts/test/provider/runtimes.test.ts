import { apiKey, serviceAccount } from '@export-buckets/client'
import { expect, test } from 'vitest'
import { statesPath } from '../../src/provider/provider-states.ts'
import { startByRuntime } from '../../src/provider/runtimes/start.ts'
import { generateConsumerCredentials } from '../../src/provider/stateful-provider.ts'
import { interactionsInPact } from '../../src/verify/plan.ts'
import { verifyCells } from '../../src/verify/verify-cells.ts'
import { sampleCells } from './sample-cells.ts'

/** `pnpm test:runtimes` verifies the whole matrix. */
const isWhole = process.env['MATRIX'] === 'whole'
const allCells = interactionsInPact()
const cells = isWhole ? allCells : sampleCells(allCells)
// In Node, test/cli/publish.test.ts verifies the whole matrix.
const verifiedRuntimes = Object.entries(startByRuntime).filter(
  ([name]) => isWhole || name !== 'node',
)

// Concurrent: Pact, the proxy and the provider wait for one another, so that a verification uses one core.
test.concurrent.each(verifiedRuntimes)(
  `in %s the edge app satisfies ${cells.length} of the ${allCells.length} interactions of the pact`,
  async (_, start) => {
    const credentials = generateConsumerCredentials()
    await using provider = await start(credentials)
    const report = await verifyCells(cells, {
      target: {
        baseUrl: provider.url,
        statesUrl: provider.url + statesPath,
        existing: { buckets: {} },
        credentials: {
          account: serviceAccount({
            clientId: credentials.name,
            clientSecret: credentials.clientSecret,
          }),
          key: apiKey({ publicKey: credentials.name, privateKey: credentials.privateKey }),
        },
      },
    })
    expect(report.cells.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
    expect(report.cells.map(({ description }) => description)).toEqual(
      cells.map(({ cell }) => cell.description),
    )
  },
)
