#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { addAbortSignal } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { WriteStream } from 'node:tty'
import { run } from './run.ts'
import type { Output } from './world.ts'

/** Whoever reads may have had enough, as `head` does: then there is nothing left to do. */
function output(stream: WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
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
