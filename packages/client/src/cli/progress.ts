import type { Output } from '@export-buckets/command-line/output'

/** A line that tells a person who waits that something is under way. */
export interface Progress {
  report(text: string): void
  /** Takes the line away. */
  end(): void
}

const interval = 1000

/** `\r` and "erase in line" of ECMA-48, section 8.3.41. */
const erase = '\r\u001b[2K'

/** Shows the line after a second, and each second from then on; nothing where nobody is watching. */
export function startProgress(stderr: Output, isWatched: boolean): Progress {
  if (!isWatched) return { report: () => undefined, end: () => undefined }
  let text = 'waiting for Atlas'
  let seconds = 0
  const timer = setInterval(() => {
    seconds += interval / 1000
    stderr.write(`${erase}${text}, ${seconds} s`)
  }, interval)
  return {
    report: (progress) => {
      text = progress
    },
    end() {
      clearInterval(timer)
      if (seconds > 0) stderr.write(erase)
      seconds = 0
    },
  }
}
