/** A response whose body is in memory, so that whoever reads it cannot hang. */
export interface Answered {
  /** Its own body has been read. */
  readonly response: Response
  /** The response's own, read once: in Node, each look at a response goes through a proxy. */
  readonly status: number
  readonly body: Uint8Array<ArrayBuffer>
}

const utf8 = /* @__PURE__ */ new TextDecoder()

/** The body as text, as `Response.text()` would give it. */
export function textOf({ body }: Answered): string {
  return utf8.decode(body)
}

/** The response with its body, for who reads it as one. */
export function responseOf({ response, body }: Answered): Response {
  return response.body === null ? response : new Response(body, response)
}

/** Whether a status is a success. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}
