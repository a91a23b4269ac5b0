import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CircuitBreaker } from '../../src/gateway/circuit-breaker.ts'

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

test('the circuit opens when more than half of enough calls fail, and then makes no call', async () => {
  await circuit.fire(respondWith(200))
  await fail(2)
  expect(circuit.state).toBe('closed')
  await fail(1)
  expect(circuit.state).toBe('open')
  const action = vi.fn(respondWith(200))
  await expect(circuit.fire(action)).rejects.toMatchObject({ ...isOpen, retryAfter: 5 })
  expect(action).not.toHaveBeenCalled()
})

test('the circuit stays closed while half of the calls fail', async () => {
  for (let n = 0; n < 20; n++) await circuit.fire(respondWith(n % 2 === 0 ? 200 : 500))
  expect(states).toEqual([])
})

test('failures outside the window are not counted', async () => {
  await fail(3)
  vi.advanceTimersByTime(10_001)
  await fail(3)
  expect(circuit.state).toBe('closed')
  await fail(1)
  expect(circuit.state).toBe('open')
})

test('failures within the window are counted, however far apart they are', async () => {
  for (let n = 0; n < 4; n++) {
    expect(circuit.state).toBe('closed')
    vi.advanceTimersByTime(3_000)
    await fail(1)
  }
  expect(circuit.state).toBe('open')
})

test('each call is counted for as long as it is within the window', async () => {
  await fail(1)
  vi.advanceTimersByTime(9_500)
  await fail(1)
  vi.advanceTimersByTime(1_000)
  await fail(2)
  expect(circuit.state).toBe('closed')
  await fail(1)
  expect(circuit.state).toBe('open')
})

test('a timeout counts as a failure, and an error status below 500 or an invalid shape does not', async () => {
  const throwWithCode = (code: string) => () =>
    circuit.fire(() => Promise.reject(Object.assign(new Error(code), { code })))
  for (let n = 0; n < 9; n++) await expect(throwWithCode('SHAPE_ERROR')()).rejects.toThrow('SHAPE')
  for (let n = 0; n < 9; n++) await circuit.fire(respondWith(404))
  expect(circuit.state).toBe('closed')
  vi.advanceTimersByTime(10_001)
  for (let n = 0; n < 4; n++) await expect(throwWithCode('TIMEOUT')()).rejects.toThrow('TIMEOUT')
  expect(circuit.state).toBe('open')
})

test('one probe is allowed after the reset timeout, and its success closes the circuit', async () => {
  await fail(4)
  vi.advanceTimersByTime(5000)
  const { promise, resolve } = Promise.withResolvers<Response>()
  const probe = circuit.fire(() => promise)
  expect(circuit.state).toBe('half-open')
  await expect(circuit.fire(respondWith(200))).rejects.toMatchObject({ ...isOpen, retryAfter: 5 })
  resolve(new Response())
  await probe
  expect(states).toEqual(['open', 'half-open', 'closed'])
  await fail(3)
  expect(circuit.state).toBe('closed')
})

test('a failed probe opens the circuit again', async () => {
  await fail(4)
  vi.advanceTimersByTime(5000)
  await fail(1)
  expect(states).toEqual(['open', 'half-open', 'open'])
  await expect(circuit.fire(respondWith(200))).rejects.toMatchObject({ ...isOpen, retryAfter: 5 })
})

test('after a probe that never settles, another one is allowed, and only the later one decides', async () => {
  await fail(4)
  vi.advanceTimersByTime(5000)
  const { promise, reject } = Promise.withResolvers<Response>()
  const slowProbe = circuit.fire(() => promise)
  vi.advanceTimersByTime(5000)
  await circuit.fire(respondWith(200))
  expect(circuit.state).toBe('closed')
  reject(Object.assign(new Error('TIMEOUT'), { code: 'TIMEOUT' }))
  await expect(slowProbe).rejects.toThrow('TIMEOUT')
  expect(circuit.state).toBe('closed')
})

test('a call that started before the circuit opened does not close it', async () => {
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
