/** One day in milliseconds. */
export const dayMs = 86_400_000

/** Formats a time as Atlas does, in ISO 8601 without milliseconds. @param time - milliseconds since the epoch */
export function toIsoTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
}
