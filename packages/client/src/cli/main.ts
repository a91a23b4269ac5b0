#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { addAbortSignal } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { WriteStream } from 'node:tty'
import { assertNodeVersion, createInterruptSignal, toOutput } from '@export-buckets/cli-kit/start'
import manifest from '../../package.json' with { type: 'json' }

/** Resolves when everything written to a stream was flushed, or failed. */
const flush = (stream: WriteStream) =>
  new Promise<void>((resolve) => stream.write('', () => resolve()))

// A closed pipe ends the program without an error: `head` closes it early.
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit()
  process.stderr.write(`error: ${message}\n`)
  process.exit(1)
})
// Ignores errors on stderr: the command completes even when it cannot log.
process.stderr.on('error', () => undefined)

assertNodeVersion(manifest.engines.node)
const interruptSignal = createInterruptSignal()
// Imported after the version check, because an older Node cannot load it.
const { run } = await import('./run.ts')
const code = await run({
  args: process.argv.slice(2),
  env: process.env,
  stdout: toOutput(process.stdout),
  stderr: toOutput(process.stderr),
  fetch: globalThis.fetch,
  readFile: (path) => readFile(path),
  readStdin: () => buffer(addAbortSignal(interruptSignal, process.stdin)),
  now: () => performance.now(),
  interruptSignal,
})
if (code !== 130) await Promise.all([flush(process.stdout), flush(process.stderr)])
// Exits explicitly: pending token requests must not keep the process alive.
process.exit(code)
