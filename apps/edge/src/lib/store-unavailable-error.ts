/** Thrown while the storage is unavailable: locked, full or unreachable. The app responds with 503. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
}
