import type { Output } from '@export-buckets/cli-kit/output'
import { eraseLine } from '@export-buckets/cli-kit/style'

/** A line that tells a person who waits that something is under way. */
export interface Progress {
  update(text: string): void
  /** Takes the line away. */
  stop(): void
}

const intervalMs = 1000

/** Shows the line after a second, and each second from then on; nothing where nobody is watching. */
export function startProgress(stderr: Output, isEnabled: boolean): Progress {
  if (!isEnabled) return { update: () => undefined, stop: () => undefined }
  let text = 'waiting for Atlas'
  let seconds = 0
  const timer = setInterval(() => {
    seconds += intervalMs / 1000
    stderr.write(`${eraseLine}${text}, ${seconds} s`)
  }, intervalMs)
  return {
    update: (newText) => {
      text = newText
    },
    stop() {
      clearInterval(timer)
      if (seconds > 0) stderr.write(eraseLine)
      seconds = 0
    },
  }
}
