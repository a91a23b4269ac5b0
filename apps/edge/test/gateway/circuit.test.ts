import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Circuit } from '../../src/gateway/circuit.ts'

const options = { threshold: 0.5, duration: 10, minimumRate: 0.4, openFor: 5 }
const answers = (status: number) => async () => new Response(null, { status })
const isOpen = { code: 'CIRCUIT_OPEN' }

let circuit: Circuit
let states: string[]
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  states = []
  circuit = new Circuit(options, (state) => states.push(state))
})
afterEach(() => {
  vi.useRealTimers()
})

async function fail(times: number): Promise<void> {
  for (let n = 0; n < times; n++) await circuit.call(answers(503))
}

test('opens when more than the threshold of enough calls fail, and then makes none', async () => {
  await circuit.call(answers(200))
  await fail(2)
  expect(circuit.state).toBe('closed')
  await fail(1)
  expect(circuit.state).toBe('open')
  const send = vi.fn(answers(200))
  await expect(circuit.call(send)).rejects.toMatchObject({ ...isOpen, retryAfter: 5 })
  expect(send).not.toHaveBeenCalled()
})

test('stays closed while half of the calls fail', async () => {
  for (let n = 0; n < 20; n++) await circuit.call(answers(n % 2 === 0 ? 200 : 500))
  expect(states).toEqual([])
})

test('forgets what is longer ago than its duration', async () => {
  await fail(3)
  vi.advanceTimersByTime(10_001)
  await fail(3)
  expect(circuit.state).toBe('closed')
  await fail(1)
  expect(circuit.state).toBe('open')
})

test('counts what is within its duration, however far apart', async () => {
  for (let n = 0; n < 4; n++) {
    expect(circuit.state).toBe('closed')
    vi.advanceTimersByTime(3_000)
    await fail(1)
  }
  expect(circuit.state).toBe('open')
})

test('counts the calls of a second for as long as they are within its duration', async () => {
  await fail(1)
  vi.advanceTimersByTime(9_500)
  await fail(1)
  vi.advanceTimersByTime(1_000)
  await fail(2)
  expect(circuit.state).toBe('closed')
  await fail(1)
  expect(circuit.state).toBe('open')
})

test('counts what is no answer for Atlas being away, and nothing that Atlas refuses', async () => {
  const throwing = (code: string) => () =>
    circuit.call(() => Promise.reject(Object.assign(new Error(code), { code })))
  for (let n = 0; n < 9; n++) await expect(throwing('SHAPE_ERROR')()).rejects.toThrow('SHAPE')
  for (let n = 0; n < 9; n++) await circuit.call(answers(404))
  expect(circuit.state).toBe('closed')
  vi.advanceTimersByTime(10_001)
  for (let n = 0; n < 4; n++) await expect(throwing('TIMEOUT')()).rejects.toThrow('TIMEOUT')
  expect(circuit.state).toBe('open')
})

test('lets one call try when its time has come, and closes when that succeeds', async () => {
  await fail(4)
  vi.advanceTimersByTime(5000)
  const { promise, resolve } = Promise.withResolvers<Response>()
  const trying = circuit.call(() => promise)
  expect(circuit.state).toBe('half-open')
  await expect(circuit.call(answers(200))).rejects.toMatchObject({ ...isOpen, retryAfter: 1 })
  resolve(new Response())
  await trying
  expect(states).toEqual(['open', 'half-open', 'closed'])
  await fail(3)
  expect(circuit.state).toBe('closed')
})

test('opens again when the call that tries fails', async () => {
  await fail(4)
  vi.advanceTimersByTime(5000)
  await fail(1)
  expect(states).toEqual(['open', 'half-open', 'open'])
  await expect(circuit.call(answers(200))).rejects.toMatchObject({ ...isOpen, retryAfter: 5 })
})

test('a call from before it opened decides nothing', async () => {
  const { promise, resolve } = Promise.withResolvers<Response>()
  const slow = circuit.call(() => promise)
  await fail(4)
  vi.advanceTimersByTime(5000)
  const trial = Promise.withResolvers<Response>()
  const trying = circuit.call(() => trial.promise)
  resolve(new Response())
  await slow
  expect(circuit.state).toBe('half-open')
  trial.resolve(new Response(null, { status: 500 }))
  await trying
  expect(circuit.state).toBe('open')
})
