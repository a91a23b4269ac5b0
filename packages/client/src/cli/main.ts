#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { addAbortSignal } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { WriteStream } from 'node:tty'
import { assertNodeVersion } from '@export-buckets/cli-kit/old-node'
import type { Output } from '@export-buckets/cli-kit/output'
import manifest from '../../package.json' with { type: 'json' }

const toOutput = (stream: WriteStream): Output => ({
  isTTY: stream.isTTY === true,
  write: (text) => void stream.write(text),
})

/** Waits until whoever reads has what was written, or will not take it. */
const flush = (stream: WriteStream) =>
  new Promise<void>((resolve) => stream.write('', () => resolve()))

// Without its output the program is of no use. It ends quietly where whoever reads has had enough, as `head` does.
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit()
  process.stderr.write(`error: ${message}\n`)
  process.exit(1)
})
// What was asked for is done even where nobody can be told about it.
process.stderr.on('error', () => undefined)

const interruptController = new AbortController()
// Once: a second interrupt ends the program at once.
process.once('SIGINT', () => interruptController.abort())

assertNodeVersion(manifest.engines.node)
// Not before: an older Node lacks what it imports.
const { run } = await import('./run.ts')
const code = await run({
  args: process.argv.slice(2),
  env: process.env,
  stdout: toOutput(process.stdout),
  stderr: toOutput(process.stderr),
  fetch: globalThis.fetch,
  readFile: (path) => readFile(path),
  readStdin: () => buffer(addAbortSignal(interruptController.signal, process.stdin)),
  now: () => performance.now(),
  interruptSignal: interruptController.signal,
})
if (code !== 130) await Promise.all([flush(process.stdout), flush(process.stderr)])
// Nothing that is still under way, such as a token request, may hold up who waits for the end.
process.exit(code)
