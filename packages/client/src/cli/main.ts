#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { addAbortSignal } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { WriteStream } from 'node:tty'
import { run } from './run.ts'
import type { Output } from './world.ts'

/** A stream that breaks ends the program; quietly where whoever reads has had enough, as `head` does. */
function output(stream: WriteStream): Output {
  stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit()
    process.stderr.write(`error: ${message}\n`)
    process.exit(1)
  })
  return { isTTY: stream.isTTY === true, write: (text) => void stream.write(text) }
}

const interruption = new AbortController()
// Once: a second interrupt ends the program at once.
process.once('SIGINT', () => interruption.abort())

const code = await run({
  args: process.argv.slice(2),
  env: process.env,
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  fetch: globalThis.fetch,
  readFile: (path) => readFile(path),
  readStdin: () => buffer(addAbortSignal(interruption.signal, process.stdin)),
  now: () => performance.now(),
  interrupt: interruption.signal,
})
// Nothing that is still under way, such as a token request, may hold up who interrupted it.
if (code === 130) process.exit(code)
process.exitCode = code
