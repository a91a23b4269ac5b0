import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { machine } from '../src/machine.ts'
import { asMarkdown } from '../src/report/markdown.ts'
import { type Report, reportOf } from '../src/report/report.ts'
import { save } from '../src/report/save.ts'
import { asText } from '../src/report/text.ts'
import type { Suite } from '../src/suite.ts'

const suite: Suite = {
  name: 'speed',
  about: 'How quick it is.',
  metrics: [{ name: 'time', unit: 'ms', digits: 1 }],
  comparisons: [
    { metric: 'time', series: 'ours', against: 'theirs', target: { atMost: 0.5 } },
    { metric: 'time', series: 'ours', target: { atMost: 1000 } },
    { metric: 'time', series: 'absent', against: 'theirs', target: { atMost: 1 } },
  ],
  run: async () => ({
    samples: [
      { series: 'ours', metric: 'time', round: 0, value: 1000 },
      { series: 'theirs', metric: 'time', round: 0, value: 1250 },
      { series: 'ours', metric: 'time', round: 1, value: 1000 },
      { series: 'theirs', metric: 'time', round: 1, value: 2000 },
    ],
    missing: { absent: 'absent: there is nothing to measure' },
  }),
}
const found = reportOf(suite, await suite.run({ rounds: 2, seconds: 1 }))
const report: Report = {
  time: '2026-11-24T12:00:00.000Z',
  command: 'npx -y pnpm@12 bench',
  rounds: 2,
  seconds: 1,
  machine: { ...machine(), cpu: 'AMD EPYC (1)' },
  suites: [found],
}

test('a terminal sees medians, spread, ratios, and which targets were met', () => {
  expect(asText(found)).toMatchInlineSnapshot(`
    "
    speed
                             time, ms
    ours                      1,000.0
    theirs  1,625.0 (1,250.0–2,000.0)

                           median (least–most)     target
    time: ours / theirs     0.65 (0.50–0.80) ×     ≤ 0.50        MISSED
    time: ours                      1,000.0 ms  ≤ 1,000.0           met
    time: absent / theirs                    –     ≤ 1.00  not measured
    Not measured: absent: there is nothing to measure"
  `)
})

test('the document says how to repeat it, and on which machine it was', () => {
  const text = asMarkdown(report, 'results/figures.json')
  expect(text).toContain('```sh\nnpx -y pnpm@12 bench\n```')
  expect(text).toContain(`Node ${process.version}`)
  expect(text).toContain('| ours | 1,000.0 |')
  expect(text).toContain('| time: ours / theirs | 0.65 (0.50–0.80) × | ≤ 0.50 | MISSED |')
})

test('figures taken beside other work are not called final', () => {
  const at = (loadBefore: number) =>
    asMarkdown({ ...report, machine: { ...report.machine, loadBefore } }, 'results/figures.json')
  expect(at(2.5)).toContain('**Not final**: other work ran on the machine (load average 2.5')
  expect(at(0.1)).not.toContain('Not final')
})

test('every figure is kept in a file named after the date and the processor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-report-'))
  try {
    const [figures = '', document = ''] = save(report, folder)
    expect(figures).toBe(join(folder, 'results', '2026-11-24-amd-epyc-1.json'))
    expect(JSON.parse(readFileSync(figures, 'utf8'))).toEqual(report)
    expect(readFileSync(document, 'utf8')).toContain('results/2026-11-24-amd-epyc-1.json')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
