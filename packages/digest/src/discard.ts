import { bodyReader } from './body-reader.ts'

const longestWorthReading = 65_536
/** Milliseconds. */
const longestWorthWaiting = 1000

/**
 * Reads an unwanted body to its end, so that the connection serves the next request too.
 * A body of more than 64 KiB or a second is cut off instead, which costs the connection.
 *
 * @internal
 */
export async function discard(response: Response): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const reader = bodyReader(response)
    timer = setTimeout(reader.cancel, longestWorthWaiting)
    for (let read = 0; read <= longestWorthReading; ) {
      const chunk = await reader.read()
      if (chunk === undefined) return
      read += chunk.byteLength
    }
    reader.cancel()
  } catch {
    // A body that breaks off, or cannot be read, is as discarded as any other.
  } finally {
    clearTimeout(timer)
  }
}
