/** Reads the body of a response chunk by chunk. */
export interface BodyReader {
  /**
   * Returns the next chunk, `undefined` at the end.
   *
   * @throws what the body breaks off with, and a TypeError for a body or a chunk that cannot be read
   */
  read(): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Gives up the rest of the body and ends a `read` that waits. Never throws. */
  cancel(): void
}

const utf8 = new TextEncoder()

function isBytes(chunk: unknown): chunk is Uint8Array<ArrayBuffer> {
  return chunk instanceof Uint8Array && chunk.buffer instanceof ArrayBuffer
}

function toBytes(chunk: unknown): Uint8Array<ArrayBuffer> {
  if (isBytes(chunk)) return chunk
  if (typeof chunk === 'string') return utf8.encode(chunk)
  // Another realm's, as in some test environments, or shared memory.
  if (ArrayBuffer.isView(chunk)) {
    return new Uint8Array(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength))
  }
  throw new TypeError(`the body has a chunk that is neither bytes nor text: ${typeof chunk}`)
}

function isWebStream(body: unknown): body is ReadableStream<unknown> {
  return typeof Object(body).getReader === 'function'
}

function isAsyncIterable(body: unknown): body is AsyncIterable<unknown> {
  return typeof Object(body)[Symbol.asyncIterator] === 'function'
}

/** Calls a method, if there is one. */
function tryCall(owner: object, method: string, ...args: readonly unknown[]): unknown {
  const member: unknown = Reflect.get(owner, method)
  return typeof member === 'function' ? Reflect.apply(member, owner, args) : undefined
}

function createStreamReader(stream: ReadableStream<unknown>): BodyReader {
  const reader = stream.getReader()
  return {
    async read() {
      const { done, value } = await reader.read()
      return done ? undefined : toBytes(value)
    },
    cancel: () => void reader.cancel().catch(() => undefined),
  }
}

function createIterableReader(body: AsyncIterable<unknown>): BodyReader {
  const iterator = body[Symbol.asyncIterator]()
  let endIteration = () => {}
  const cancellation = new Promise<IteratorReturnResult<undefined>>((resolve) => {
    endIteration = () => resolve({ done: true, value: undefined })
  })
  // An `error` event that nobody listens to would end a Node process.
  tryCall(body, 'on', 'error', () => undefined)
  return {
    async read() {
      const { done, value } = await Promise.race([iterator.next(), cancellation])
      return done ? undefined : toBytes(value)
    },
    cancel() {
      endIteration()
      // A Node stream is destroyed at once. The `return` of a generator waits for its `next`.
      tryCall(body, 'destroy')
      iterator.return?.().catch(() => undefined)
    },
  }
}

/** Reads a body that is there as a whole, or not at all. */
function createBufferReader(readBytes: () => Promise<ArrayBuffer> | undefined): BodyReader {
  let isRead = false
  return {
    async read() {
      const bytes = isRead ? undefined : await readBytes()
      isRead = true
      return bytes && new Uint8Array(bytes)
    },
    cancel: () => undefined,
  }
}

/**
 * Returns a reader of a response's body, which may be of another `fetch` than the runtime's: a web stream, a Node stream
 * (node-fetch), another async iterable, or only there as a whole (React Native has no `body`).
 *
 * @throws TypeError where something else reads the body already
 */
export function createBodyReader(response: Response): BodyReader {
  const body: unknown = response.body
  if (isWebStream(body)) return createStreamReader(body)
  if (isAsyncIterable(body)) return createIterableReader(body)
  if (body === null) return createBufferReader(() => undefined)
  if (body === undefined) return createBufferReader(() => response.arrayBuffer())
  throw new TypeError(`the body is no stream: ${typeof body}`)
}
