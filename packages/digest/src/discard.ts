const longestWorthReading = 65_536
/** Milliseconds. */
const longestWorthWaiting = 1000

/**
 * Reads an unwanted body to its end, so that the connection serves the next request too.
 * A body of more than 64 KiB or a second is cut off instead, which costs the connection.
 *
 * @internal
 */
export async function discard(body: ReadableStream<Uint8Array> | null): Promise<void> {
  const reader = body?.getReader()
  const giveUp = () => reader?.cancel().catch(() => undefined)
  const timer = setTimeout(giveUp, longestWorthWaiting)
  try {
    for (let read = 0; read <= longestWorthReading; ) {
      const chunk = await reader?.read()
      if (chunk?.value === undefined) return
      read += chunk.value.byteLength
    }
    await reader?.cancel()
  } catch {
    // A body that breaks off is as discarded as any other.
  } finally {
    clearTimeout(timer)
  }
}
