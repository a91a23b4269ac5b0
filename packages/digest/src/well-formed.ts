/**
 * Checks texts where they come in: an absent environment variable would be hashed as `undefined`, and half
 * a surrogate pair as U+FFFD, whichever half it was. The text itself is not named.
 *
 * @internal
 */
export function assertWellFormed(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string') throw new TypeError(`Digest needs a ${name} that is a string`)
    if (/\p{Surrogate}/u.test(value)) {
      throw new TypeError(`The ${name} has half a surrogate pair, which UTF-8 cannot carry`)
    }
  }
}
