import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A program that this package brings along. */
export const tool = (name: string): string =>
  join(import.meta.dirname, 'node_modules', '.bin', name)

/** Milliseconds after which a program hangs, also on a machine that is busy. */
const longest = 600_000

/**
 * Runs a program to its end and answers what it printed.
 *
 * @throws Error with what it said, when it fails or takes longer than ten minutes
 */
export async function run(
  cwd: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const options = { cwd, env: { ...process.env, ...env }, timeout: longest }
  try {
    const { stdout } = await promisify(execFile)(command, [...args], options)
    return stdout
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const said = ['stdout', 'stderr'].map((stream) => String(Reflect.get(error, stream) ?? ''))
    throw new Error([error.message, ...said].join('\n').trim())
  }
}
