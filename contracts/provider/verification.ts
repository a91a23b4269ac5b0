import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const script = join(import.meta.dirname, 'verify.ts')

/** What a verification came to. */
export interface Verification {
  readonly ok: boolean
  /** The verifier's report, without its colours. */
  readonly report: string
}

/** Verifies a pact in a process of its own, bounded in time. */
export async function verify(pact: string, mutation?: string): Promise<Verification> {
  const args = [script, pact, ...(mutation === undefined ? [] : [mutation])]
  const options = {
    timeout: 60_000,
    maxBuffer: 16 * 1024 * 1024,
    env: { ...process.env, PACT_DO_NOT_TRACK: 'true', NO_COLOR: '1' },
  }
  const run = promisify(execFile)(process.execPath, args, options)
  const { ok, stdout, stderr } = await run.then(
    (output) => ({ ok: true, ...output }),
    (failure) => ({ ok: false, stdout: String(failure.stdout), stderr: String(failure.stderr) }),
  )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are control characters.
  return { ok, report: (stdout + stderr).replaceAll(/\u001b\[[0-9;]*m/g, '') }
}
