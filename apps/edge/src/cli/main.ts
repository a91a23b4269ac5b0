#!/usr/bin/env node
import type { WriteStream } from 'node:tty'
import { assertNodeVersion } from '@export-buckets/cli-kit/old-node'
import manifest from '../../package.json' with { type: 'json' }
import type { Output } from './context.ts'

function exitOnOutputError({ message }: Error): void {
  process.stderr.write(`error: ${message}\n`)
  process.exit(1)
}

/** What a command says has to arrive. What a server says need not, so that the stream is not watched before a command speaks. */
function toOutput(stream: WriteStream): Output {
  return {
    isTTY: stream.isTTY === true,
    write(text) {
      if (!stream.listeners('error').includes(exitOnOutputError))
        stream.on('error', exitOnOutputError)
      stream.write(text)
    },
    writeAndFlush: (text) =>
      new Promise((resolve, reject) => {
        stream.once('error', reject)
        stream.write(text, (error) => (error ? reject(error) : resolve()))
      }),
  }
}

assertNodeVersion(manifest.engines.node)
// Not before: an older Node lacks what it imports.
const { run } = await import('./run.ts')
// The database holds what can sign: nobody else reads what this process writes.
process.umask(0o077)
process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  stdout: toOutput(process.stdout),
  stderr: toOutput(process.stderr),
})
