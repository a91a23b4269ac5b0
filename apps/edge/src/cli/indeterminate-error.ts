/** Something was changed, or may have been, and is not as it should be. The message says what to do about it. */
export class IndeterminateError extends Error {
  override readonly name = 'IndeterminateError'
}
