import { type BufferedResponse, toResponse } from './transport/body.ts'

/** The result of a call with its response. */
export interface WithResponse<T> {
  /** The result of the call. */
  readonly data: T
  /** The response, with its status and headers. Its body is in memory and can be read once more. */
  readonly response: Response
  /** `X-Request-Id`, when Atlas or a proxy sets it. */
  readonly requestId: string | undefined
}

/**
 * The promise of a method of the client. `await` it for the result, or call `withResponse()` for the response as well.
 *
 * @typeParam T - the result of the method
 */
export interface AtlasPromise<T> extends Promise<T> {
  /**
   * Resolves with the result of the call and its response, and rejects as the call does. It sends no further request.
   *
   * @example
   * ```ts
   * const { data, response } = await atlas.exportBuckets.get({ groupId, exportBucketId }).withResponse()
   * console.log(data.bucketName, response.headers.get('RateLimit-Remaining'))
   * ```
   */
  withResponse(): Promise<WithResponse<T>>
}

/** The result of a call and the response that it was parsed from. */
export interface CallResult<T> {
  readonly data: T
  readonly bufferedResponse: BufferedResponse
}

/** Converts the promise of a result and its response to an {@link AtlasPromise}. */
export function toAtlasPromise<T>(result: Promise<CallResult<T>>): AtlasPromise<T> {
  const promise = result.then(({ data }) => data)
  return Object.assign(promise, {
    async withResponse() {
      // The promise returned here rejects as well: the first one must not report an unhandled rejection.
      promise.catch(() => undefined)
      const { data, bufferedResponse } = await result
      const response = toResponse(bufferedResponse)
      return { data, response, requestId: response.headers.get('X-Request-Id') ?? undefined }
    },
  })
}
