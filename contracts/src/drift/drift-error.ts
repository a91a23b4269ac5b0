/** Two documents cannot be compared. The message says what was wrong, where, and what to do. */
export class DriftError extends Error {
  override readonly name = 'DriftError'
}
