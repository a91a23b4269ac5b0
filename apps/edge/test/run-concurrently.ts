import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { expect, onTestFinished } from 'vitest'

/** Returns a script that calls the function with each path that it reads, at the time next to it, and prints the result. */
const script = (module: string, call: string) => `
  import { createInterface } from 'node:readline'
  import * as module from ${JSON.stringify(module)}
  console.log('ready')
  for await (const line of createInterface({ input: process.stdin })) {
    const { path, time } = JSON.parse(line)
    while (Date.now() < time);
    try {
      console.log(${call})
    } catch (error) {
      console.log(String(error))
    }
  }
`

/** Milliseconds until each process has read its input. */
const startDelayMs = 5

async function startProcess(module: string, call: string) {
  const args = ['--input-type=module', '--eval', script(module, call)]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => String((await lines.next()).value)
  expect(await next()).toBe('ready')
  return (path: string, time: number) => {
    child.stdin.write(`${JSON.stringify({ path, time })}\n`)
    return next()
  }
}

/**
 * Starts three processes that make the same call with a path at the same moment.
 *
 * @param module - the URL of a module
 * @param call - an expression with `module` and `path`, whose value is a text
 * @returns a function that makes the calls and returns the text or error of each
 */
export async function runConcurrently(
  module: string,
  call: string,
): Promise<(path: string) => Promise<string[]>> {
  const processes = await Promise.all([1, 2, 3].map(() => startProcess(module, call)))
  return (path) => {
    const time = Date.now() + startDelayMs
    return Promise.all(processes.map((run) => run(path, time)))
  }
}
