import { NetworkError } from '../errors/network-error.ts'

/** What a failure of `fetch` or of reading is to be: the signal's own reason, or a {@link NetworkError}. */
export function failure(request: Request, cause: unknown): unknown {
  return request.signal.aborted ? request.signal.reason : new NetworkError(request, cause)
}
