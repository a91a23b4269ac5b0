import { describe, expect, test } from 'vitest'
import { client } from '../src/client.ts'
import { edge } from '../src/edge.ts'
import { ids } from '../src/ids.ts'
import { formatSuite } from '../src/report.ts'
import { sizes } from '../src/sizes.ts'
import { runRounds } from '../src/suite.ts'
import { worker } from '../src/worker.ts'

describe.each([edge, client, ids, worker, sizes])('the suite $name', (suite) => {
  test('the suite gets right responses only and computes every comparison', async () => {
    const measurements = await suite.run({ rounds: 1, seconds: 0.01, requests: 200 })
    const text = formatSuite(suite, measurements)
    for (const { metric, of, to } of suite.comparisons) {
      expect(text).toContain(`${metric}: ${to === undefined ? of : `${of} / ${to}`}`)
    }
  })
})

test('the series take turns, and each round starts with another one', async () => {
  const order: string[] = []
  const measurements = await runRounds({ a: 1, b: 2, c: 3 }, 3, async (value, name) => {
    order.push(name)
    return { value }
  })
  expect(order.join('')).toBe('abcbcacab')
  expect(measurements.get('b')).toEqual([{ value: 2 }, { value: 2 }, { value: 2 }])
})
