import type { WriteStream } from 'node:tty'
import { run } from './run.ts'
import type { Output } from './world.ts'

const output = (stream: WriteStream): Output => ({
  isTTY: stream.isTTY === true,
  write: (text) => void stream.write(text),
})

// What is written here can sign, or holds what can: for its owner alone.
process.umask(0o077)
process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  stdout: output(process.stdout),
  stderr: output(process.stderr),
})
