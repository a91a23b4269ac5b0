import { describe, expect, test } from 'vitest'
import { reportOf } from '../src/report/report.ts'
import { asText } from '../src/report/text.ts'
import { suites } from '../src/suites.ts'

describe.each(suites)('$name', (suite) => {
  test('runs, finds every answer right, and makes every comparison', async () => {
    const measured = await suite.run({ rounds: 1, seconds: 0.01, requests: 40 })
    const report = reportOf(suite, measured)
    expect(report.missing).toEqual([])
    for (const { figures } of report.rows) {
      for (const figure of figures) expect(figure?.median).toBeGreaterThan(0)
    }
    for (const { result } of report.outcomes) expect(result?.median).toBeGreaterThan(0)
    expect(asText(report)).not.toMatch(/NaN|not measured/)
  })
})
