/** Sends a request and answers its response: what every layer of the client takes and gives. */
export type Fetch = (request: Request) => Promise<Response>

/** What sends a `Request`: the global `fetch`, or anything like it. */
export type AnyFetch = (request: Request) => Response | Promise<Response>
