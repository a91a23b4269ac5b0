import { Readable } from 'node:stream'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { bodyReader } from '../src/client.ts'
import { withBody } from './stand-in/foreign.ts'

const letters = (text: string) => new TextEncoder().encode(text)

/** All that a reader reads, as text, and how many chunks it came in. */
async function readAll(response: Response) {
  const reader = bodyReader(response)
  const chunks: string[] = []
  for (;;) {
    const chunk = await reader.read()
    if (chunk === undefined) return chunks
    expect(chunk).toBeInstanceOf(Uint8Array)
    chunks.push(new TextDecoder().decode(chunk))
  }
}

async function* generated(...chunks: unknown[]) {
  yield* chunks
}

function streamOf(...chunks: unknown[]) {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

const foreign: unknown = runInNewContext('new Uint8Array([97])')

describe('a body is read chunk by chunk', () => {
  test.each<[string, () => Response, string[]]>([
    ['text', () => new Response('a'), ['a']],
    ['a web stream', () => new Response(new Blob(['ab']).stream()), ['ab']],
    ['a web stream of texts', () => new Response(streamOf('ä', 'b')), ['ä', 'b']],
    ['a Node stream', () => withBody(Readable.from([Buffer.from('a'), 'b'])), ['a', 'b']],
    ['a generator', () => withBody(generated('a', letters('b'))), ['a', 'b']],
    ['views of bytes', () => withBody(generated(new DataView(letters('ab').buffer, 1))), ['b']],
    ['bytes of another realm', () => withBody(generated(foreign)), ['a']],
    ['nothing', () => new Response(null), []],
    ['no bytes', () => new Response(''), []],
  ])('that is %s', async (_, response, chunks) => {
    const read = (await readAll(response())).filter((chunk) => chunk !== '')
    expect(read).toEqual(chunks)
  })

  test('that is only there as a whole, where a runtime has no streams', async () => {
    const response = new Response('ab')
    const reader = bodyReader(
      Object.defineProperty(response, 'body', { value: undefined, configurable: true }),
    )
    expect(await reader.read()).toEqual(letters('ab'))
    expect(await reader.read()).toBeUndefined()
  })
})

describe('a body that cannot be read is a TypeError', () => {
  test.each<[string, unknown]>([
    ['text', 'a'],
    ['a number', 1],
    ['an object', {}],
  ])('because it is %s', (_, body) => {
    expect(() => bodyReader(withBody(body))).toThrow(TypeError)
  })

  test('because somebody reads it already', () => {
    const response = new Response('a')
    response.body?.getReader()
    expect(() => bodyReader(response)).toThrow(TypeError)
  })

  test('because a chunk is neither bytes nor text', async () => {
    const reader = bodyReader(withBody(generated(1)))
    await expect(reader.read()).rejects.toThrow(
      new TypeError('the body has a chunk that is neither bytes nor text: number'),
    )
  })
})

describe('a body that breaks off', () => {
  test.each<[string, () => Response]>([
    [
      'a web stream',
      () => new Response(new ReadableStream({ start: (controller) => controller.error(gone) })),
    ],
    ['a Node stream', () => withBody(new Readable({ read: () => undefined }).destroy(gone))],
    ['a generator', () => withBody(breaking())],
  ])('rejects with its reason: %s', async (_, response) => {
    await expect(bodyReader(response()).read()).rejects.toBe(gone)
  })
})

const gone = new Error('gone')

// biome-ignore lint/correctness/useYield: it breaks off before its first chunk.
async function* breaking(): AsyncGenerator<string> {
  throw gone
}

describe('cancel', () => {
  test.each<[string, () => Response]>([
    ['a web stream', () => new Response(new ReadableStream())],
    ['a Node stream', () => withBody(new Readable({ read: () => undefined }))],
    [
      'a generator',
      () =>
        withBody(
          (async function* () {
            yield await new Promise<string>(() => undefined)
          })(),
        ),
    ],
  ])('ends a read that waits: %s', async (_, response) => {
    const reader = bodyReader(response())
    const read = reader.read().catch((error: unknown) => error)
    reader.cancel()
    reader.cancel()
    const outcome = await read
    expect(outcome === undefined || outcome instanceof Error).toBe(true)
  })

  test('leaves a Node stream whose `error` nobody hears without harm to the process', async () => {
    const body = new Readable({ read: () => undefined })
    bodyReader(withBody(body)).cancel()
    expect(body.destroyed).toBe(true)
    expect(() => body.emit('error', gone)).not.toThrow()
  })
})
