import type { Output } from '@export-buckets/command-line/output'
import { run } from '../run.ts'
import type { World } from '../world.ts'

/** What the program came to. */
export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** What it wrote, by the file's name. */
  readonly files: ReadonlyMap<string, string>
  /** For how many milliseconds it waited, each time. */
  readonly waits: readonly number[]
}

function kept(isTTY: boolean): Output & { text(): string } {
  let all = ''
  return {
    isTTY,
    write(text) {
      all += text
    },
    text: () => all,
  }
}

/** Runs the program in this process; files and waiting are kept, not done. */
export async function runs(
  args: readonly string[],
  env: World['env'],
  {
    isTTY = false,
    ...parts
  }: Partial<Pick<World, 'interrupt' | 'writeFile'>> & { isTTY?: boolean } = {},
): Promise<Ran> {
  const [stdout, stderr] = [kept(isTTY), kept(isTTY)]
  const files = new Map<string, string>()
  const waits: number[] = []
  const code = await run(args, {
    env: { PATH: process.env['PATH'], ...env },
    stdout,
    stderr,
    fetch: globalThis.fetch,
    writeFile: async (path, text) => void files.set(path, text),
    appendFile: async (path, text) => void files.set(path, (files.get(path) ?? '') + text),
    wait: async (milliseconds) => void waits.push(milliseconds),
    interrupt: new AbortController().signal,
    ...parts,
  })
  return { code, stdout: stdout.text(), stderr: stderr.text(), files, waits }
}
