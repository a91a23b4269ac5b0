/** A response whose body is in memory, so that whoever reads it cannot hang. */
export interface BufferedResponse {
  /** Its own body has been read. */
  readonly response: Response
  /** The response's own, read once: in Node, each look at a response goes through a proxy. */
  readonly status: number
  readonly body: Uint8Array<ArrayBuffer>
  /** The values of `Authorization` that the call was sent with, which no error may repeat. */
  readonly authorizations: readonly string[]
}

const utf8 = /* @__PURE__ */ new TextDecoder()

/** The body as text, as `Response.text()` would give it. */
export function bodyText({ body }: Pick<BufferedResponse, 'body'>): string {
  return utf8.decode(body)
}

/** The statuses that no `Response` with a body can have (null body status of the Fetch standard). */
const nullBodyStatuses = [101, 103, 204, 205, 304]

/** The response with its body, for who reads it as one. */
export function toResponse({
  response,
  status,
  body,
}: Omit<BufferedResponse, 'authorizations'>): Response {
  if (response.body === null) return response
  // node-fetch has an empty stream there.
  return new Response(nullBodyStatuses.includes(status) ? null : body, response)
}

/** Whether a status is a success. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}
