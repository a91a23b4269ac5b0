/** A request was to go to another origin than the base URL's; it was not sent, and no credentials with it. */
export class OriginError extends Error {
  override readonly name = 'OriginError'
  /** A stable code to decide on. */
  readonly code = 'OTHER_ORIGIN'
  /** The origin that the request was for. */
  readonly origin: string

  constructor(origin: string, expected: string) {
    super(`refused to send a request to ${origin}: the credentials are for ${expected}`)
    this.origin = origin
  }
}
