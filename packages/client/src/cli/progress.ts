import type { Output } from '@export-buckets/command-line/output'
import { eraseLine } from '@export-buckets/command-line/style'

/** A line that tells a person who waits that something is under way. */
export interface Progress {
  report(text: string): void
  /** Takes the line away. */
  end(): void
}

const interval = 1000

/** Shows the line after a second, and each second from then on; nothing where nobody is watching. */
export function startProgress(stderr: Output, isWatched: boolean): Progress {
  if (!isWatched) return { report: () => undefined, end: () => undefined }
  let text = 'waiting for Atlas'
  let seconds = 0
  const timer = setInterval(() => {
    seconds += interval / 1000
    stderr.write(`${eraseLine}${text}, ${seconds} s`)
  }, interval)
  return {
    report: (progress) => {
      text = progress
    },
    end() {
      clearInterval(timer)
      if (seconds > 0) stderr.write(eraseLine)
      seconds = 0
    },
  }
}
