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

/** What a test may replace of the world. */
type WorldParts = Partial<Pick<World, 'interrupt' | 'writeFile'>> & { readonly isTTY?: boolean }

/** Creates a world that records output, files and waiting. `ran` returns the record. */
export function createWorld(
  env: World['env'],
  { isTTY = false, ...parts }: WorldParts = {},
): { world: World; ran: (code: number) => Ran } {
  const [stdout, stderr] = [kept(isTTY), kept(isTTY)]
  const files = new Map<string, string>()
  const waits: number[] = []
  const world: World = {
    env: { PATH: process.env['PATH'], ...env },
    stdout,
    stderr,
    fetch: globalThis.fetch,
    writeFile: async (path, text) => void files.set(path, text),
    appendFile: async (path, text) => void files.set(path, (files.get(path) ?? '') + text),
    wait: async (milliseconds) => void waits.push(milliseconds),
    interrupt: new AbortController().signal,
    ...parts,
  }
  return {
    world,
    ran: (code) => ({ code, stdout: stdout.text(), stderr: stderr.text(), files, waits }),
  }
}

/** Runs the program in this process, in a world of {@link createWorld}. */
export async function runs(
  args: readonly string[],
  env: World['env'],
  parts: WorldParts = {},
): Promise<Ran> {
  const { world, ran } = createWorld(env, parts)
  return ran(await run(args, world))
}
