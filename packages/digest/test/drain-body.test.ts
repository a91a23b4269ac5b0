import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { drainBody } from '../src/body-reader.ts'
import { responseWithBody } from './fixtures/response-with-body.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Creates a body with chunks of these sizes, and records whether it ended or was canceled. */
function createBody(...sizes: number[]) {
  const outcome = { state: 'pending' }
  const remainingSizes = sizes.values()
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        const { value } = remainingSizes.next()
        if (value !== undefined) return controller.enqueue(new Uint8Array(value))
        outcome.state = 'read'
        controller.close()
      },
      cancel() {
        outcome.state = 'canceled'
      },
    },
    { highWaterMark: 0 },
  )
  return { body, outcome }
}

test.each([
  [[], 'read'],
  [[65_536], 'read'],
  [[65_535, 1], 'read'],
  [[65_537], 'canceled'],
  [[65_536, 1, 1], 'canceled'],
])('a body with chunks of %j bytes is %s', async (sizes, state) => {
  const { body, outcome } = createBody(...sizes)
  await drainBody(new Response(body))
  expect(outcome.state).toBe(state)
  expect(vi.getTimerCount()).toBe(0)
})

test('an endless body is canceled after one second, and not before', async () => {
  const cancel = vi.fn()
  const draining = drainBody(new Response(new ReadableStream({ cancel })))
  await vi.advanceTimersByTimeAsync(999)
  expect(cancel).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await draining
  expect(cancel).toHaveBeenCalledOnce()
})

test('a Node stream, as in node-fetch, is read to its end or canceled', async () => {
  const [short, long] = [
    ['a', 'b'],
    [new Uint8Array(65_536), new Uint8Array(1), 'never read'],
  ]
  for (const [chunks, isRead] of [
    [short, true],
    [long, false],
  ] as const) {
    const body = Readable.from(chunks)
    await drainBody(responseWithBody(body))
    expect([body.readableEnded, body.destroyed]).toEqual([isRead, true])
  }
})

test('an endless Node stream or generator is canceled after one second', async () => {
  const stream = new Readable({ read: () => undefined })
  const generator = (async function* () {
    yield await new Promise<string>(() => undefined)
  })()
  const draining = Promise.all([stream, generator].map((body) => drainBody(responseWithBody(body))))
  await vi.advanceTimersByTimeAsync(1000)
  await draining
  expect(stream.destroyed).toBe(true)
})

test('a body that cannot be read is ignored', async () => {
  await drainBody(responseWithBody('text'))
  expect(vi.getTimerCount()).toBe(0)
})

test('a body that fails is ignored', async () => {
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
  await drainBody(new Response(broken))
  await drainBody(new Response(null))
  expect(vi.getTimerCount()).toBe(0)
})
