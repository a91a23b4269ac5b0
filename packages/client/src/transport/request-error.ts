import { NetworkError } from '../errors/network-error.ts'
import type { AtlasRequest } from '../fetch.ts'

/** What a failure of `fetch` or of reading is to be: the signal's own reason, or a {@link NetworkError}. */
export function toRequestError(request: AtlasRequest, cause: unknown): unknown {
  return request.signal.aborted ? request.signal.reason : new NetworkError(request, cause)
}
