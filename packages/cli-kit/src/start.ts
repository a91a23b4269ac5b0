// The first module of each program. It has no runtime imports, because an old Node would fail in them before the check.
import type { WriteStream } from 'node:tty'
import type { Output } from './terminal.ts'

/**
 * Returns the error message for an unsupported version of Node, or `undefined` for a supported one. Without the check, a
 * program fails at the first feature that the old Node lacks.
 *
 * @param range - `engines.node` of the manifest: `>=` and a version
 */
export function unsupportedNodeMessage(version: string, range: string): string | undefined {
  const minVersion = range.replace('>=', '')
  const isUnsupported = version.localeCompare(minVersion, 'en', { numeric: true }) < 0
  return isUnsupported ? `Node ${minVersion} or newer is needed; this is ${version}` : undefined
}

/** Exits with status 2 on an unsupported version of Node; see {@link unsupportedNodeMessage}. */
export function assertNodeVersion(range: string): void {
  const message = unsupportedNodeMessage(process.versions.node, range)
  if (message === undefined) return
  process.stderr.write(`error: ${message}\n`)
  process.exit(2)
}

/** Returns the output of a standard stream. */
export function toOutput(stream: WriteStream): Output {
  return { isTTY: stream.isTTY === true, write: (text) => void stream.write(text) }
}

/** Returns a signal that aborts on the first SIGINT. The second SIGINT ends the process. */
export function createInterruptSignal(): AbortSignal {
  const controller = new AbortController()
  process.once('SIGINT', () => controller.abort())
  return controller.signal
}
