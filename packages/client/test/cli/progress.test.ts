import { describe, expect, test } from 'vitest'
import { formatExportStates } from '../../src/cli/export-progress.ts'
import { formatDuration } from '../../src/cli/progress.ts'

test.each([
  [0, '0 s'],
  [999, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min 0 s'],
  [880_000, '14 min 40 s'],
  [3_599_999, '59 min 59 s'],
  [3_600_000, '1 h 0 min'],
  [90_061_000, '25 h 1 min'],
])('%i ms is formatted in its two largest units: %s', (duration, text) => {
  expect(formatDuration(duration)).toBe(text)
})

describe('the states of exports', () => {
  const bar = (filled: number) => `[${'#'.repeat(filled)}${'-'.repeat(20 - filled)}]`

  test.each([
    [0, 105, `InProgress ${bar(0)} 0/105 collections`],
    [52, 105, `InProgress ${bar(10)} 52/105 collections`],
    [105, 105, `InProgress ${bar(20)} 105/105 collections`],
    [200, 105, `InProgress ${bar(20)} 200/105 collections`],
    [0, 0, 'InProgress'],
    [-1, -1, 'InProgress'],
  ])('%i of %i collections are formatted as: %s', (exported, total, text) => {
    expect(formatExportStates([{ state: 'InProgress', exported, total }])).toBe(text)
  })

  test('several exports are counted by their state, with one bar for all of them', () => {
    const states = [
      { state: 'InProgress', exported: 10, total: 20 },
      { state: 'Queued', exported: 0, total: 0 },
      { state: 'InProgress', exported: 20, total: 40 },
    ]
    expect(formatExportStates(states)).toBe(`2 InProgress, 1 Queued ${bar(10)} 30/60 collections`)
  })
})
