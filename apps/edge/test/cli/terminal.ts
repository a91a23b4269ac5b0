import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createOutput as createRecordedOutput,
  type RecordedOutput,
} from '@export-buckets/test-support/create-output'
import { onTestFinished } from 'vitest'
import type { Output } from '../../src/cli/command.ts'
import { run } from '../../src/cli/run.ts'

/** Creates an output that records its text. */
export function createOutput(isTTY: boolean): Output & RecordedOutput {
  const output = createRecordedOutput(isTTY)
  return { ...output, writeAndFlush: async (text) => output.write(text) }
}

interface RunResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A folder with its own database, and the program, which runs in this process. */
export interface Terminal {
  readonly folder: string
  readonly url: string
  file(name: string): string
  run(...args: string[]): Promise<RunResult>
  /** Runs the program like {@link Terminal.run}, with a terminal as output. */
  runOnTerminal(...args: string[]): Promise<RunResult>
}

/** Options of {@link createTerminal}. */
interface TerminalOptions {
  /** Whether the database has its schema. Default: true. */
  readonly migrated?: boolean
  /** Environment variables, except the database's. */
  readonly env?: Readonly<Record<string, string>>
}

/** Creates a terminal in a new folder, which is removed after the test. */
export async function createTerminal({
  migrated = true,
  env,
}: TerminalOptions = {}): Promise<Terminal> {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = (name: string) => join(folder, name)
  const url = `file:${file('edge.db')}`
  const start = async (args: string[], isTTY: boolean) => {
    const [stdout, stderr] = [createOutput(isTTY), createOutput(isTTY)]
    const code = await run({ args, env: { ...env, DATABASE_URL: url }, stdout, stderr })
    return { code, stdout: stdout.text(), stderr: stderr.text() }
  }
  const runProgram = (...args: string[]) => start(args, false)
  if (migrated) await runProgram('migrate')
  return {
    folder,
    url,
    file,
    run: runProgram,
    runOnTerminal: (...args: string[]) => start(args, true),
  }
}

/** Parses the printed id and secret of a credential. */
export function parseCredential(stdout: string): { readonly id: string; readonly secret: string } {
  const [id = '', secret = ''] = stdout.split('\n').map((line) => line.replace(/^[A-Z_]+=/, ''))
  return { id, secret }
}
