import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Returns the path of a program in the dependencies of this package. */
export const toolPath = (name: string): string =>
  join(import.meta.dirname, 'node_modules', '.bin', name)

/** The time limit of a program in milliseconds, long enough for a busy machine. */
const programTimeout = 600_000

/**
 * Runs a program to its end, and returns its standard output.
 *
 * @throws Error with the output when the program fails or takes longer than ten minutes
 */
export async function run(
  cwd: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const options = { cwd, env: { ...process.env, ...env }, timeout: programTimeout }
  try {
    const { stdout } = await promisify(execFile)(command, [...args], options)
    return stdout
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const outputs = ['stdout', 'stderr'].map((stream) => String(Reflect.get(error, stream) ?? ''))
    throw new Error([error.message, ...outputs].join('\n').trim())
  }
}
