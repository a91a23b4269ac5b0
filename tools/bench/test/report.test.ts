import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compare, computeSpread, describeRun, formatSuite, saveRun } from '../src/report.ts'
import type { Measurements, Suite } from '../src/suite.ts'

const measurements: Measurements = new Map([
  ['ours', [{ time: 1000 }, { time: 1000 }]],
  ['theirs', [{ time: 1250 }, { time: 2000 }]],
])
const suite: Suite = {
  name: 'speed',
  about: 'The speed.',
  metrics: { time: { unit: 'ms', digits: 1 } },
  comparisons: [
    { metric: 'time', of: 'ours', to: 'theirs', atMost: 0.5 },
    { metric: 'time', of: 'ours', atLeast: 1000 },
    { metric: 'time', of: 'theirs', to: 'ours' },
  ],
  run: async () => measurements,
}
const run = { ...describeRun('npx -y pnpm@12 bench', 2, 1), cpu: 'AMD EPYC (1)', loadAverage: 0.1 }

test('the tables show medians, ranges, ratios within each round, and which targets were met', () => {
  expect(formatSuite(suite, measurements)).toMatchInlineSnapshot(`
    "## speed

    The speed.

    |        |                  time, ms |
    | ------ | ------------------------: |
    | ours   |                   1,000.0 |
    | theirs | 1,625.0 (1,250.0–2,000.0) |

    |                     |   median (min–max) | target |        |
    | ------------------- | -----------------: | -----: | -----: |
    | time: ours / theirs | 0.65 (0.50–0.80) × |  ≤ 0.5 | MISSED |
    | time: ours          |         1,000.0 ms | ≥ 1000 |    met |
    | time: theirs / ours | 1.63 (1.25–2.00) × |        |        |"
  `)
})

test('the median of an even number of figures is the mean of the two in the middle', () => {
  expect(computeSpread([4, 1, 2, 8])).toEqual({ median: 3, min: 1, max: 8 })
  expect(computeSpread([5, 1, 3])).toEqual({ median: 3, min: 1, max: 5 })
})

test('a target includes its bound', () => {
  const isMet = (bounds: { atLeast: number } | { atMost: number }) =>
    compare(measurements, { metric: 'time', of: 'ours', ...bounds }).isMet
  expect([isMet({ atMost: 1000 }), isMet({ atMost: 999 })]).toEqual([true, false])
  expect([isMet({ atLeast: 1000 }), isMet({ atLeast: 1001 })]).toEqual([true, false])
})

test('a series without figures is an error', () => {
  const missing = { metric: 'time', of: 'ours', to: 'others' }
  expect(() => compare(measurements, missing)).toThrow('expected finite figures, got [NaN, NaN]')
  expect(() => computeSpread([])).toThrow(RangeError)
})

test('--save writes every figure, and a document that says how to repeat the run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-report-'))
  const save = (loadAverage: number) => {
    const [figures = '', document = ''] = saveRun(
      { ...run, loadAverage },
      new Map([[suite, measurements]]),
      folder,
    )
    return { figures, markdown: readFileSync(document, 'utf8') }
  }
  try {
    const { figures, markdown } = save(0.1)
    expect(figures).toMatch(/results[\\/]\d{4}-\d\d-\d\d-amd-epyc-1\.json$/)
    expect(JSON.parse(readFileSync(figures, 'utf8'))).toMatchObject({
      command: 'npx -y pnpm@12 bench',
      suites: { speed: Object.fromEntries(measurements) },
    })
    expect(markdown).toContain('```sh\nnpx -y pnpm@12 bench\n```')
    expect(markdown).toContain(formatSuite(suite, measurements))
    expect(markdown).not.toContain('Not final')
    expect(save(2.5).markdown).toContain('**Not final**: other programs ran on the machine')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
