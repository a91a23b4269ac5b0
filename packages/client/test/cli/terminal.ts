import type { Output } from '@export-buckets/command-line/output'
import { run } from '../../src/cli/run.ts'
import type { World } from '../../src/cli/world.ts'
import { type StandIn, type StandInOptions, standIn } from '../stand-in/atlas.ts'
import { groupId } from '../stand-in/buckets.ts'
import { clientId, clientSecret } from '../stand-in/client.ts'
import { listenTo } from '../stand-in/listen.ts'

export const account: Readonly<Record<string, string>> = {
  MONGODB_ATLAS_CLIENT_ID: clientId,
  MONGODB_ATLAS_CLIENT_SECRET: clientSecret,
}

/** What a test has of the world besides an Atlas. */
export interface Surroundings {
  /** Default: a service account and a project. `undefined` unsets. */
  readonly env?: World['env']
  /** Which streams a person watches. */
  readonly terminal?: readonly ('stdout' | 'stderr')[]
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  readonly stdin?: string
  readonly interrupt?: AbortSignal
  readonly now?: () => number
}

export interface Ran extends StandIn {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A stream that keeps what is written to it. */
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

const bytes = (content: string | Uint8Array) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content

/** A program that runs in this process, against an Atlas on a loopback port. */
export interface Running {
  readonly atlas: StandIn
  readonly ended: Promise<Ran>
  stderr(): string
}

export async function start(
  args: readonly string[],
  options: StandInOptions = {},
  surroundings: Surroundings = {},
): Promise<Running> {
  const { env, terminal = [], files = {}, stdin = '', interrupt, now } = surroundings
  const atlas = standIn(options)
  const baseUrl = await listenTo(atlas.app)
  const stdout = kept(terminal.includes('stdout'))
  const stderr = kept(terminal.includes('stderr'))
  const ended = run({
    args,
    env: {
      ...account,
      MONGODB_ATLAS_PROJECT_ID: groupId,
      MONGODB_ATLAS_OPS_MANAGER_URL: `${baseUrl}/`,
      ...env,
    },
    stdout,
    stderr,
    fetch: globalThis.fetch,
    async readFile(path) {
      const content = files[path]
      if (content === undefined) throw new Error(`ENOENT: no such file, open '${path}'`)
      return bytes(content)
    },
    readStdin: async () => bytes(stdin),
    now: now ?? (() => 0),
    interrupt: interrupt ?? new AbortController().signal,
  }).then((code) => ({ ...atlas, code, stdout: stdout.text(), stderr: stderr.text() }))
  return { atlas, ended, stderr: stderr.text }
}

/** Runs the program to its end. */
export async function runs(
  args: readonly string[],
  options: StandInOptions = {},
  surroundings: Surroundings = {},
): Promise<Ran> {
  return (await start(args, options, surroundings)).ended
}
