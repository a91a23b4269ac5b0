/** Reads the body of a response chunk by chunk. */
export interface BodyReader {
  /**
   * Returns the next chunk, or `undefined` at the end.
   *
   * @throws the error of the body, or a TypeError for a chunk that is neither bytes nor text
   */
  read(): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Cancels the rest of the body and ends a pending `read`. Never throws. */
  cancel(): void
}

const utf8 = new TextEncoder()

function isBytes(chunk: unknown): chunk is Uint8Array<ArrayBuffer> {
  return chunk instanceof Uint8Array && chunk.buffer instanceof ArrayBuffer
}

function toBytes(chunk: unknown): Uint8Array<ArrayBuffer> {
  if (isBytes(chunk)) return chunk
  if (typeof chunk === 'string') return utf8.encode(chunk)
  // An array of another realm, as in some test environments, or of shared memory.
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

/** Calls a method if it exists. */
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
  // An `error` event without a listener ends a Node process.
  tryCall(body, 'on', 'error', () => undefined)
  return {
    async read() {
      const { done, value } = await Promise.race([iterator.next(), cancellation])
      return done ? undefined : toBytes(value)
    },
    cancel() {
      endIteration()
      // `destroy` ends a Node stream immediately. The `return` of a generator waits for its pending `next`.
      tryCall(body, 'destroy')
      iterator.return?.().catch(() => undefined)
    },
  }
}

/** Creates a reader with at most one chunk. */
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
 * Returns a reader of a response's body. Supports the bodies of other `fetch` implementations: web streams, Node streams
 * (node-fetch), other async iterables, and responses without `body` (React Native).
 *
 * @throws TypeError when the body is locked or not a stream
 */
export function createBodyReader(response: Response): BodyReader {
  const body: unknown = response.body
  if (isWebStream(body)) return createStreamReader(body)
  if (isAsyncIterable(body)) return createIterableReader(body)
  if (body === null) return createBufferReader(() => undefined)
  if (body === undefined) return createBufferReader(() => response.arrayBuffer())
  throw new TypeError(`the body is not a stream: ${typeof body}`)
}

const maxDrainBytes = 65_536
const maxDrainMs = 1000

/**
 * Reads an unwanted body to its end, so that the connection can be reused. Cancels a body after 64 KiB or one second, which
 * closes the connection.
 *
 * @internal
 */
export async function drainBody(response: Response): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const reader = createBodyReader(response)
    timer = setTimeout(reader.cancel, maxDrainMs)
    for (let bytesRead = 0; bytesRead <= maxDrainBytes; ) {
      const chunk = await reader.read()
      if (chunk === undefined) return
      bytesRead += chunk.byteLength
    }
    reader.cancel()
  } catch {
    // The body is discarded, so errors in it do not matter.
  } finally {
    clearTimeout(timer)
  }
}
