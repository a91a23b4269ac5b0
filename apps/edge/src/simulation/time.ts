/** One hour in milliseconds. */
export const hourMs = 3_600_000

/** One day in milliseconds. */
export const dayMs: number = 24 * hourMs

/** Formats a time as Atlas does, in ISO 8601 without milliseconds. @param time - milliseconds since the epoch */
export function toIsoTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
}
