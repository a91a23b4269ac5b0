import { Readable } from 'node:stream'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { createBodyReader } from '../src/client.ts'
import { responseWithBody } from './fixtures/response-with-body.ts'

const encode = (text: string) => new TextEncoder().encode(text)

/** Reads all chunks of a response as text. */
async function readAll(response: Response) {
  const reader = createBodyReader(response)
  const chunks: string[] = []
  for (;;) {
    const chunk = await reader.read()
    if (chunk === undefined) return chunks
    expect(chunk).toBeInstanceOf(Uint8Array)
    chunks.push(new TextDecoder().decode(chunk))
  }
}

async function* generateChunks(...chunks: unknown[]) {
  yield* chunks
}

function createStream(...chunks: unknown[]) {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

const foreignBytes: unknown = runInNewContext('new Uint8Array([97])')

describe('createBodyReader', () => {
  test.each<[string, () => Response, string[]]>([
    ['text', () => new Response('a'), ['a']],
    ['a web stream', () => new Response(new Blob(['ab']).stream()), ['ab']],
    ['a web stream of texts', () => new Response(createStream('ä', 'b')), ['ä', 'b']],
    ['a Node stream', () => responseWithBody(Readable.from([Buffer.from('a'), 'b'])), ['a', 'b']],
    ['a generator', () => responseWithBody(generateChunks('a', encode('b'))), ['a', 'b']],
    [
      'views of buffers',
      () => responseWithBody(generateChunks(new DataView(encode('ab').buffer, 1))),
      ['b'],
    ],
    ['bytes of another realm', () => responseWithBody(generateChunks(foreignBytes)), ['a']],
    ['null', () => new Response(null), []],
    ['empty text', () => new Response(''), []],
  ])('a body that is %s is read chunk by chunk', async (_, response, chunks) => {
    const readChunks = (await readAll(response())).filter((chunk) => chunk !== '')
    expect(readChunks).toEqual(chunks)
  })

  test('a response without body, in a runtime without streams, is read as one chunk', async () => {
    const response = new Response('ab')
    const reader = createBodyReader(
      Object.defineProperty(response, 'body', { value: undefined, configurable: true }),
    )
    expect(await reader.read()).toEqual(encode('ab'))
    expect(await reader.read()).toBeUndefined()
  })
})

describe('unsupported bodies', () => {
  test.each<[string, unknown]>([
    ['text', 'a'],
    ['a number', 1],
    ['an object', {}],
  ])('a body that is %s is a TypeError', (_, body) => {
    expect(() => createBodyReader(responseWithBody(body))).toThrow(TypeError)
  })

  test('a locked body is a TypeError', () => {
    const response = new Response('a')
    response.body?.getReader()
    expect(() => createBodyReader(response)).toThrow(TypeError)
  })

  test('a chunk that is neither bytes nor text is a TypeError', async () => {
    const reader = createBodyReader(responseWithBody(generateChunks(1)))
    await expect(reader.read()).rejects.toThrow(
      new TypeError('the body has a chunk that is neither bytes nor text: number'),
    )
  })
})

describe('failing bodies', () => {
  test.each<[string, () => Response]>([
    [
      'a web stream',
      () => new Response(new ReadableStream({ start: (controller) => controller.error(failure) })),
    ],
    [
      'a Node stream',
      () => responseWithBody(new Readable({ read: () => undefined }).destroy(failure)),
    ],
    ['a generator', () => responseWithBody(failingGenerator())],
  ])('read rejects with the error of %s', async (_, response) => {
    await expect(createBodyReader(response()).read()).rejects.toBe(failure)
  })
})

const failure = new Error('gone')

// biome-ignore lint/correctness/useYield: it fails before its first chunk.
async function* failingGenerator(): AsyncGenerator<string> {
  throw failure
}

describe('cancel', () => {
  test.each<[string, () => Response]>([
    ['a web stream', () => new Response(new ReadableStream())],
    ['a Node stream', () => responseWithBody(new Readable({ read: () => undefined }))],
    [
      'a generator',
      () =>
        responseWithBody(
          (async function* () {
            yield await new Promise<string>(() => undefined)
          })(),
        ),
    ],
  ])('cancel ends a pending read of %s', async (_, response) => {
    const reader = createBodyReader(response())
    const pendingRead = reader.read().catch((error: unknown) => error)
    reader.cancel()
    reader.cancel()
    const outcome = await pendingRead
    expect(outcome === undefined || outcome instanceof Error).toBe(true)
  })

  test('cancel of a Node stream that emits an error does not end the process', async () => {
    const body = new Readable({ read: () => undefined })
    createBodyReader(responseWithBody(body)).cancel()
    expect(body.destroyed).toBe(true)
    expect(() => body.emit('error', failure)).not.toThrow()
  })
})
