/**
 * A request on its way to Atlas, in plain values: what `fetch(url, request)` would be called with. A layer that wants
 * another one makes it of this one: `{ ...request, headers: { ...request.headers, authorization } }`.
 */
export interface AtlasRequest {
  /** Absolute; of the base URL's origin, or it is not sent. */
  readonly url: string
  /** In upper case. */
  readonly method: string
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** In memory, so that it can be sent again. */
  readonly body: string | ArrayBuffer | null
  /** Ends the call that the request belongs to. */
  readonly signal: AbortSignal
}

/** A request of a strategy's own, for a token say: no call's signal ends it. */
export type AtlasRequestInit = Omit<AtlasRequest, 'signal'>

/** Sends a request and answers its response: what every layer of the client takes and gives. */
export type SendRequest = (request: AtlasRequest) => Promise<Response>

/** What sends a request: the global `fetch`, or anything that can be called like it. */
export type FetchLike = (url: string, init: RequestInit) => Response | Promise<Response>
