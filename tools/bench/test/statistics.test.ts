import { expect, test } from 'vitest'
import { inRounds } from '../src/rounds.ts'
import { compare, quantile, spread } from '../src/statistics.ts'
import type { Sample } from '../src/suite.ts'

const samples = (series: string, ...values: number[]): Sample[] =>
  values.map((value, round) => ({ series, metric: 'time', round, value }))

test('the median of an even number of figures lies between the two in the middle', () => {
  expect(spread([4, 1, 2, 8])).toEqual({ median: 3, least: 1, most: 8 })
  expect(spread([5, 1, 3])).toEqual({ median: 3, least: 1, most: 5 })
  expect(spread([7])).toEqual({ median: 7, least: 7, most: 7 })
})

test('no figure, and one that is not finite, are errors', () => {
  expect(() => spread([])).toThrow(RangeError)
  expect(() => spread([1, Number.NaN])).toThrow('expected finite figures, got [1, NaN]')
})

test('a quantile is a figure that was measured', () => {
  const hundred = Array.from({ length: 100 }, (_, n) => n)
  expect(quantile(hundred, 0.99)).toBe(99)
  expect(quantile(hundred, 0.5)).toBe(50)
  expect(quantile([3], 0.99)).toBe(3)
  expect(quantile([], 0.5)).toBeNaN()
})

test('ratios are made within a round, so a slow round changes none', () => {
  const all = [...samples('a', 10, 100, 12), ...samples('b', 5, 50, 6)]
  const { result } = compare(all, { metric: 'time', series: 'a', against: 'b' })
  expect(result).toEqual({ median: 2, least: 2, most: 2 })
})

test('a target is met by the median, its bound included', () => {
  const met = (target: { atMost: number } | { atLeast: number }) =>
    compare(samples('a', 1, 2, 9), { metric: 'time', series: 'a', target }).met
  expect(met({ atMost: 2 })).toBe(true)
  expect(met({ atMost: 1.9 })).toBe(false)
  expect(met({ atLeast: 2 })).toBe(true)
  expect(met({ atLeast: 2.1 })).toBe(false)
})

test('a series that is missing is not compared', () => {
  const comparison = { metric: 'time', series: 'a', against: 'b', target: { atMost: 1 } }
  expect(compare(samples('a', 1), comparison)).toEqual(comparison)
  expect(compare(samples('b', 1), comparison)).toEqual(comparison)
})

test('the series take turns, each once a round, beginning with another one each time', async () => {
  const order: string[] = []
  const series = ['a', 'b', 'c'].map((name) => ({ name }))
  const measured = await inRounds(series, 3, async ({ name }) => {
    order.push(name)
    return { time: order.length }
  })
  expect(order.join('')).toBe('abcbcacab')
  expect(measured.samples).toHaveLength(9)
})
