import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CircuitBreaker } from '../../src/gateway/circuit.ts'

const options = { errorThreshold: 0.5, windowSeconds: 10, minimumRate: 0.4, resetTimeout: 5 }
const respondWith = (status: number) => async () => new Response(null, { status })
const isOpen = { code: 'CIRCUIT_OPEN' }

let circuit: CircuitBreaker
let states: string[]
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  states = []
  circuit = new CircuitBreaker(options, (state) => states.push(state))
})
afterEach(() => {
  vi.useRealTimers()
})

async function fail(times: number): Promise<void> {
  for (let n = 0; n < times; n++) await circuit.fire(respondWith(503))
}

test('opens when more than the threshold of enough calls fail, and then makes none', async () => {
  await circuit.fire(respondWith(200))
  await fail(2)
  expect(circuit.state).toBe('closed')
  await fail(1)
  expect(circuit.state).toBe('open')
  const action = vi.fn(respondWith(200))
  await expect(circuit.fire(action)).rejects.toMatchObject({ ...isOpen, retryAfter: 5 })
  expect(action).not.toHaveBeenCalled()
})

test('stays closed while half of the calls fail', async () => {
  for (let n = 0; n < 20; n++) await circuit.fire(respondWith(n % 2 === 0 ? 200 : 500))
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
  const throwWithCode = (code: string) => () =>
    circuit.fire(() => Promise.reject(Object.assign(new Error(code), { code })))
  for (let n = 0; n < 9; n++) await expect(throwWithCode('SHAPE_ERROR')()).rejects.toThrow('SHAPE')
  for (let n = 0; n < 9; n++) await circuit.fire(respondWith(404))
  expect(circuit.state).toBe('closed')
  vi.advanceTimersByTime(10_001)
  for (let n = 0; n < 4; n++) await expect(throwWithCode('TIMEOUT')()).rejects.toThrow('TIMEOUT')
  expect(circuit.state).toBe('open')
})

test('lets one call try when its time has come, and closes when that succeeds', async () => {
  await fail(4)
  vi.advanceTimersByTime(5000)
  const { promise, resolve } = Promise.withResolvers<Response>()
  const probe = circuit.fire(() => promise)
  expect(circuit.state).toBe('half-open')
  await expect(circuit.fire(respondWith(200))).rejects.toMatchObject({ ...isOpen, retryAfter: 1 })
  resolve(new Response())
  await probe
  expect(states).toEqual(['open', 'half-open', 'closed'])
  await fail(3)
  expect(circuit.state).toBe('closed')
})

test('opens again when the call that tries fails', async () => {
  await fail(4)
  vi.advanceTimersByTime(5000)
  await fail(1)
  expect(states).toEqual(['open', 'half-open', 'open'])
  await expect(circuit.fire(respondWith(200))).rejects.toMatchObject({ ...isOpen, retryAfter: 5 })
})

test('a call from before it opened decides nothing', async () => {
  const { promise, resolve } = Promise.withResolvers<Response>()
  const slowCall = circuit.fire(() => promise)
  await fail(4)
  vi.advanceTimersByTime(5000)
  const slowProbe = Promise.withResolvers<Response>()
  const probe = circuit.fire(() => slowProbe.promise)
  resolve(new Response())
  await slowCall
  expect(circuit.state).toBe('half-open')
  slowProbe.resolve(new Response(null, { status: 500 }))
  await probe
  expect(circuit.state).toBe('open')
})
