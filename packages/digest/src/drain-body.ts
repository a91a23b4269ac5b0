import { createBodyReader } from './body-reader.ts'

const maxDrainBytes = 65_536
/** Milliseconds. */
const maxDrainMs = 1000

/**
 * Reads an unwanted body to its end, so that the connection serves the next request too.
 * A body of more than 64 KiB or a second is cut off instead, which costs the connection.
 *
 * @internal
 */
export async function drainBody(response: Response): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const reader = createBodyReader(response)
    timer = setTimeout(reader.cancel, maxDrainMs)
    for (let bytesRead = 0; bytesRead <= maxDrainBytes; ) {
      const chunk = await reader.read()
      if (chunk === undefined) return
      bytesRead += chunk.byteLength
    }
    reader.cancel()
  } catch {
    // A body that breaks off, or cannot be read, is as discarded as any other.
  } finally {
    clearTimeout(timer)
  }
}
