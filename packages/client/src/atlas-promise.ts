import { type BufferedResponse, toResponse } from './transport/buffered-response.ts'

/** What a call resolves with, together with the response that it was read from. */
export interface WithResponse<T> {
  /** What the call itself resolves with. */
  readonly data: T
  /** The response, with its status and headers. Its body is in memory and can be read once more. */
  readonly response: Response
  /** `X-Request-Id`, where Atlas or a proxy sets it. */
  readonly requestId: string | undefined
}

/**
 * The promise of a method of the client. `await` it for what Atlas answered, or `withResponse()` for the response as well.
 *
 * @typeParam T - what the method answers
 */
export interface AtlasPromise<T> extends Promise<T> {
  /**
   * Resolves with what the call resolves with and with its response, and rejects as the call does. Nothing is sent anew.
   *
   * @example
   * ```ts
   * const { data, response } = await atlas.exportBuckets.get({ groupId, exportBucketId }).withResponse()
   * console.log(data.bucketName, response.headers.get('RateLimit-Remaining'))
   * ```
   */
  withResponse(): Promise<WithResponse<T>>
}

/** The result of a call, with the response that it was read from. */
export interface CallResult<T> {
  readonly data: T
  readonly bufferedResponse: BufferedResponse
}

/** Returns the promise of a call. */
export function toAtlasPromise<T>(result: Promise<CallResult<T>>): AtlasPromise<T> {
  const promise = result.then(({ data }) => data)
  return Object.assign(promise, {
    async withResponse() {
      // A failure is handled by who waits for this promise: the other one must not report it as unhandled.
      promise.catch(() => undefined)
      const { data, bufferedResponse } = await result
      const response = toResponse(bufferedResponse)
      return { data, response, requestId: response.headers.get('X-Request-Id') ?? undefined }
    },
  })
}
