import { eraseLine, supportsAnsi } from '@export-buckets/cli-kit/style'
import type { CliContext } from './context.ts'

/** Tells a person who waits how far it is. */
export interface Progress {
  onProgress(completed: number, total: number): void
  onWait(seconds: number): void
  /** Takes the line away. */
  end(): void
}

/** A line on a terminal; elsewhere only a waiting is told of. */
export function startProgress({ stderr, env }: CliContext): Progress {
  const isInteractive = supportsAnsi(stderr, env)
  let isShown = false
  const end = () => {
    if (isShown) stderr.write(eraseLine)
    isShown = false
  }
  return {
    onProgress(completed, total) {
      if (!isInteractive) return
      isShown = true
      stderr.write(`${eraseLine}${completed} of ${total}`)
    },
    onWait(seconds) {
      end()
      stderr.write(`The provider answered 429 and asks to wait: ${seconds} s\n`)
    },
    end,
  }
}
