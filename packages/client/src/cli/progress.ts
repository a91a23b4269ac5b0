import { eraseLine, type Output } from '@export-buckets/cli-kit/terminal'

/** The progress of a command on standard error: a line that is updated on a terminal, lines of text elsewhere. */
export interface Progress {
  /** Sets the text of the progress line. Does nothing where there is none. */
  update(text: string): void
  /** Writes a line with the elapsed time. Does nothing where there is a progress line. */
  reportChange(text: string): void
  /** Writes a line that stays, on a terminal too. */
  writeLine(line: string): void
  /** Erases the progress line and ends its updates. */
  stop(): void
}

const intervalMs = 1000

/** Formats a duration in its two largest units: `45 s`, `14 min 40 s`, `1 h 2 min`. @param duration - milliseconds */
export function formatDuration(duration: number): string {
  const seconds = Math.floor(duration / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return `${seconds} s`
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Shows a progress line after one second, and updates it every second. */
export function startProgress(stderr: Output, hasLine: boolean): Progress {
  const startedAt = Date.now()
  const elapsed = () => formatDuration(Date.now() - startedAt)
  const writeLine = (line: string) => stderr.write(`${line}\n`)
  if (!hasLine) {
    const reportChange = (text: string) => writeLine(`${text}, ${elapsed()}`)
    return { update: () => undefined, reportChange, writeLine, stop: () => undefined }
  }
  let text = 'waiting for Atlas'
  let isShown = false
  const timer = setInterval(() => {
    stderr.write(`${eraseLine}${text}, ${elapsed()}`)
    isShown = true
  }, intervalMs)
  const erase = () => {
    if (isShown) stderr.write(eraseLine)
    isShown = false
  }
  return {
    update: (newText) => {
      text = newText
    },
    reportChange: () => undefined,
    writeLine(line) {
      erase()
      writeLine(line)
    },
    stop() {
      clearInterval(timer)
      erase()
    },
  }
}
