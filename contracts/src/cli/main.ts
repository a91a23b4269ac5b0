#!/usr/bin/env node
import { appendFile, writeFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import type { WriteStream } from 'node:tty'
import { assertNodeVersion } from '@export-buckets/cli-kit/old-node'
import type { Output } from '@export-buckets/cli-kit/output'
import manifest from '../../package.json' with { type: 'json' }

/**
 * Ends the program when a stream breaks. A reader that closes the pipe early, as `head` does, does not change the
 * exit code.
 */
function toOutput(stream: WriteStream): Output {
  stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return
    process.stderr.write(`error: ${message}\n`)
    process.exit(2)
  })
  return { isTTY: stream.isTTY === true, write: (text) => void stream.write(text) }
}

const abortController = new AbortController()
// Once: a second interrupt kills the program.
process.once('SIGINT', () => abortController.abort())

assertNodeVersion(manifest.engines.node)
// Imported after the check, because an older Node cannot even load these modules.
const { run } = await import('./run.ts')
process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdout: toOutput(process.stdout),
  stderr: toOutput(process.stderr),
  fetch: globalThis.fetch,
  writeFile: (path, text) => writeFile(path, text),
  appendFile: (path, text) => appendFile(path, text),
  wait: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
  interrupt: abortController.signal,
})
