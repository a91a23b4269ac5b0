import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { drainBody } from '../src/drain-body.ts'
import { responseWithBody } from './fixtures/response-with-body.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A body of chunks of so many bytes, which tells whether it was read to its end or cut off. */
function createBody(...sizes: number[]) {
  const outcome = { by: 'nobody' }
  const remainingSizes = sizes.values()
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        const { value } = remainingSizes.next()
        if (value !== undefined) return controller.enqueue(new Uint8Array(value))
        outcome.by = 'its end'
        controller.close()
      },
      cancel() {
        outcome.by = 'us'
      },
    },
    { highWaterMark: 0 },
  )
  return { body, outcome }
}

test.each([
  [[], 'its end'],
  [[65_536], 'its end'],
  [[65_535, 1], 'its end'],
  [[65_537], 'us'],
  [[65_536, 1, 1], 'us'],
])('a body with chunks of %j bytes is ended by %s', async (sizes, by) => {
  const { body, outcome } = createBody(...sizes)
  await drainBody(new Response(body))
  expect(outcome.by).toBe(by)
  expect(vi.getTimerCount()).toBe(0)
})

test('a body that comes to no end is cut off after a second, and not before', async () => {
  const cancel = vi.fn()
  const draining = drainBody(new Response(new ReadableStream({ cancel })))
  await vi.advanceTimersByTimeAsync(999)
  expect(cancel).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await draining
  expect(cancel).toHaveBeenCalledOnce()
})

test('a Node stream, which node-fetch has for a body, is read to its end or cut off, too', async () => {
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

test('a Node stream, or a generator, that comes to no end is cut off after a second as well', async () => {
  const stream = new Readable({ read: () => undefined })
  const generator = (async function* () {
    yield await new Promise<string>(() => undefined)
  })()
  const draining = Promise.all([stream, generator].map((body) => drainBody(responseWithBody(body))))
  await vi.advanceTimersByTimeAsync(1000)
  await draining
  expect(stream.destroyed).toBe(true)
})

test('a body that nobody can read is as discarded as none', async () => {
  await drainBody(responseWithBody('text'))
  expect(vi.getTimerCount()).toBe(0)
})

test('a body that breaks off is as discarded as none', async () => {
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
  await drainBody(new Response(broken))
  await drainBody(new Response(null))
  expect(vi.getTimerCount()).toBe(0)
})
