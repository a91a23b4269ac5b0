import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished } from 'vitest'

/** Returns a script that calls the function with each path that it reads, once the file next to it exists, and prints the result. */
const script = (module: string, call: string) => `
  import { existsSync } from 'node:fs'
  import { createInterface } from 'node:readline'
  import * as module from ${JSON.stringify(module)}
  console.log('ready')
  for await (const line of createInterface({ input: process.stdin })) {
    const { path, startFile } = JSON.parse(line)
    console.log('waiting')
    while (!existsSync(startFile));
    try {
      console.log(${call})
    } catch (error) {
      console.log(String(error))
    }
  }
`

async function startProcess(module: string, call: string) {
  const args = ['--input-type=module', '--eval', script(module, call)]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => String((await lines.next()).value)
  expect(await next()).toBe('ready')
  return {
    next,
    /** Sends the input. Fulfilled when the process waits for the file. */
    async prepare(path: string, startFile: string) {
      child.stdin.write(`${JSON.stringify({ path, startFile })}\n`)
      expect(await next()).toBe('waiting')
    },
  }
}

/**
 * Starts three processes that make the same call with a path at the same moment: when a file appears for which all of
 * them wait.
 *
 * @param module - the URL of a module
 * @param call - an expression with `module` and `path`, whose value is a text
 * @returns a function that makes the calls and returns the text or error of each
 */
export async function runConcurrently(
  module: string,
  call: string,
): Promise<(path: string) => Promise<string[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const processes = await Promise.all([1, 2, 3].map(() => startProcess(module, call)))
  let round = 0
  return async (path) => {
    const startFile = join(folder, String(round++))
    await Promise.all(processes.map(({ prepare }) => prepare(path, startFile)))
    writeFileSync(startFile, '')
    return Promise.all(processes.map(({ next }) => next()))
  }
}
