import type { WriteStream } from 'node:tty'
import { run } from './run.ts'
import type { Output } from './world.ts'

function output(stream: WriteStream): Output {
  stream.on('error', ({ message }) => {
    process.stderr.write(`error: ${message}\n`)
    process.exit(1)
  })
  return { isTTY: stream.isTTY === true, write: (text) => void stream.write(text) }
}

// The database holds what can sign: nobody else reads what this process writes.
process.umask(0o077)
process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  stdout: output(process.stdout),
  stderr: output(process.stderr),
})
