import { eraseLine, isCapable } from '@export-buckets/command-line/style'
import type { World } from './world.ts'

/** Tells a person who waits how far it is. */
export interface Progress {
  onProgress(done: number, all: number): void
  onWait(seconds: number): void
  /** Takes the line away. */
  end(): void
}

/** A line on a terminal; elsewhere only a waiting is told of. */
export function startProgress({ stderr, env }: World): Progress {
  const isWatched = isCapable(stderr, env)
  let isShown = false
  const end = () => {
    if (isShown) stderr.write(eraseLine)
    isShown = false
  }
  return {
    onProgress(done, all) {
      if (!isWatched) return
      isShown = true
      stderr.write(`${eraseLine}${done} of ${all}`)
    },
    onWait(seconds) {
      end()
      stderr.write(`The provider answered 429 and asks to wait: ${seconds} s\n`)
    },
    end,
  }
}
