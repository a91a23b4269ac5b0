#!/usr/bin/env node
import type { WriteStream } from 'node:tty'
import { refuseOldNode } from '@export-buckets/command-line/old-node'
import manifest from '../../package.json' with { type: 'json' }
import type { Output } from './world.ts'

function giveUp({ message }: Error): void {
  process.stderr.write(`error: ${message}\n`)
  process.exit(1)
}

/** What a command says has to arrive. What a server says need not, so that the stream is not watched before a command speaks. */
function output(stream: WriteStream): Output {
  return {
    isTTY: stream.isTTY === true,
    write(text) {
      if (!stream.listeners('error').includes(giveUp)) stream.on('error', giveUp)
      stream.write(text)
    },
    deliver: (text) =>
      new Promise((resolve, reject) => {
        stream.once('error', reject)
        stream.write(text, (error) => (error ? reject(error) : resolve()))
      }),
  }
}

refuseOldNode(manifest.engines.node)
// Not before: an older Node lacks what it imports.
const { run } = await import('./run.ts')
// The database holds what can sign: nobody else reads what this process writes.
process.umask(0o077)
process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  stdout: output(process.stdout),
  stderr: output(process.stderr),
})
