#!/usr/bin/env node
import type { WriteStream } from 'node:tty'
import { assertNodeVersion, toOutput } from '@export-buckets/cli-kit/start'
import manifest from '../../package.json' with { type: 'json' }
import type { Output } from './command.ts'

function exitOnOutputError({ message }: Error): void {
  process.stderr.write(`error: ${message}\n`)
  process.exit(1)
}

/** Exits when a command cannot write. Adds the listener at the first write only, because a server must not exit then. */
function toCliOutput(stream: WriteStream): Output {
  const output = toOutput(stream)
  return {
    ...output,
    write(text) {
      if (!stream.listeners('error').includes(exitOnOutputError))
        stream.on('error', exitOnOutputError)
      output.write(text)
    },
    writeAndFlush: (text) =>
      new Promise((resolve, reject) => {
        stream.once('error', reject)
        stream.write(text, (error) => (error ? reject(error) : resolve()))
      }),
  }
}

assertNodeVersion(manifest.engines.node)
// Imported after the check, because an older Node lacks modules that it imports.
const { run } = await import('./run.ts')
// The database contains secrets, so that only its owner may read the files of this process.
process.umask(0o077)
process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  stdout: toCliOutput(process.stdout),
  stderr: toCliOutput(process.stderr),
})
