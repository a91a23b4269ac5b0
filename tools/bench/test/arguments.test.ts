import { describe, expect, test } from 'vitest'
import { readArguments, usage } from '../src/arguments.ts'
import { suites } from '../src/suites.ts'

describe('without arguments', () => {
  test('every suite runs, and nothing is written', () => {
    expect(readArguments([])).toEqual({ help: false, save: false, suites, rounds: 5, seconds: 2 })
  })
})

describe('--only', () => {
  test('chooses suites, each once', () => {
    const { suites: chosen } = readArguments(['--only', 'ids', '--only', 'sizes', '--only', 'ids'])
    expect(chosen.map(({ name }) => name)).toEqual(['ids', 'sizes'])
  })

  test('says which there are', () => {
    expect(() => readArguments(['--only', 'speed'])).toThrow(
      '--only: expected edge, client, ids, worker, sizes, got "speed"',
    )
  })
})

test.each([
  ['--rounds', '0', '--rounds: expected a number from 1 to 100, got "0"'],
  ['--rounds', '2.5', '--rounds: expected a whole number'],
  ['--rounds', '', '--rounds: expected a number from 1 to 100, got ""'],
  ['--seconds', 'two', '--seconds: expected a number from 0.05 to 60, got "two"'],
  ['--worker', '/nowhere.js', '--worker: there is no file /nowhere.js'],
])('%s %j is refused', (name, value, message) => {
  expect(() => readArguments([name, value])).toThrow(message)
})

test('--help names every suite and option', () => {
  for (const { name } of suites) expect(usage).toContain(name)
  for (const option of ['--only', '--rounds', '--seconds', '--worker', '--save']) {
    expect(usage).toContain(option)
  }
})
