#!/usr/bin/env node
import { appendFile, writeFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import type { WriteStream } from 'node:tty'
import { assertNodeVersion, createInterruptSignal, toOutput } from '@export-buckets/cli-kit/start'
import type { Output } from '@export-buckets/cli-kit/terminal'
import manifest from '../../package.json' with { type: 'json' }

/**
 * Ends the program when a stream breaks. A reader that closes the pipe early, as `head` does, does not change the
 * exit code.
 */
function toCliOutput(stream: WriteStream): Output {
  stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return
    process.stderr.write(`error: ${message}\n`)
    process.exit(2)
  })
  return toOutput(stream)
}

assertNodeVersion(manifest.engines.node)
const interruptSignal = createInterruptSignal()
// Imported after the check, because an older Node cannot even load these modules.
const { run } = await import('./run.ts')
process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  stdout: toCliOutput(process.stdout),
  stderr: toCliOutput(process.stderr),
  fetch: globalThis.fetch,
  writeFile: (path, text) => writeFile(path, text),
  appendFile: (path, text) => appendFile(path, text),
  wait: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
  interruptSignal,
})
