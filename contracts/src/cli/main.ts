#!/usr/bin/env node
import { appendFile, writeFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import type { WriteStream } from 'node:tty'
import { assertNodeVersion } from '@export-buckets/cli-kit/old-node'
import type { Output } from '@export-buckets/cli-kit/output'
import manifest from '../../package.json' with { type: 'json' }

/** A stream that breaks ends the program. Where whoever reads has had enough, as `head` does, the exit code still counts. */
function toOutput(stream: WriteStream): Output {
  stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return
    process.stderr.write(`error: ${message}\n`)
    process.exit(2)
  })
  return { isTTY: stream.isTTY === true, write: (text) => void stream.write(text) }
}

const abortController = new AbortController()
// Once: a second interrupt ends the program at once.
process.once('SIGINT', () => abortController.abort())

assertNodeVersion(manifest.engines.node)
// Not before: on an older Node, what it imports does not even load.
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
