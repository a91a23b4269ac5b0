/** Sends a request and answers its response: what every layer of the client takes and gives. */
export type Fetch = (request: Request) => Promise<Response>
