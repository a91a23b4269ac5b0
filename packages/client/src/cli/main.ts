#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
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

/** Reads a line without raw mode, in which an interrupt would not be a signal. */
async function readLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin, terminal: false, signal: interruptSignal })
  const { value = '' } = await lines[Symbol.asyncIterator]().next()
  lines.close()
  return value
}

const code = await run({
  args: process.argv.slice(2),
  env: process.env,
  stdout: toOutput(process.stdout),
  stderr: toOutput(process.stderr),
  fetch: globalThis.fetch,
  readFile: (path) => readFile(path),
  readStdin: () => buffer(addAbortSignal(interruptSignal, process.stdin)),
  isInputTTY: process.stdin.isTTY === true,
  readLine,
  now: () => performance.now(),
  interruptSignal,
})
// After an interrupt, nothing waits for a reader of standard output.
await Promise.all(
  code === 130 ? [flush(process.stderr)] : [flush(process.stdout), flush(process.stderr)],
)
// Exits explicitly: pending token requests must not keep the process alive.
process.exit(code)
