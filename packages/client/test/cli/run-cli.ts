import { createOutput } from '@export-buckets/test-support/create-output'
import type { CliContext } from '../../src/cli/environment.ts'
import { run } from '../../src/cli/run.ts'
import { groupId } from '../fakes/buckets.ts'
import { createFakeAtlas, type FakeAtlas, type FakeAtlasOptions } from '../fakes/fake-atlas.ts'
import { listenApp } from '../fakes/listen-app.ts'
import { clientId, clientSecret } from '../fakes/test-client.ts'

export const accountEnv: Readonly<Record<string, string>> = {
  MONGODB_ATLAS_CLIENT_ID: clientId,
  MONGODB_ATLAS_CLIENT_SECRET: clientSecret,
}

/** The context of a program, without Atlas. */
export interface RunOptions {
  /** Default: a service account and a project. `undefined` unsets. */
  readonly env?: CliContext['env']
  /** The streams that are terminals. */
  readonly terminal?: readonly ('stdin' | 'stdout' | 'stderr')[]
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  readonly stdin?: string
  /** Default: the first line of `stdin`. */
  readonly readLine?: () => Promise<string>
  readonly interruptSignal?: AbortSignal
  readonly now?: () => number
  /** Whether requests reach the Atlas without a connection, so that a fake clock passes only delays. Default: false. */
  readonly isInProcess?: boolean
}

export interface CliResult extends FakeAtlas {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const toBytes = (content: string | Uint8Array) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content

/** A program that runs in this process, with an Atlas on a loopback port. */
export interface CliProcess {
  readonly atlas: FakeAtlas
  readonly result: Promise<CliResult>
  stderr(): string
}

export async function startCli(
  args: readonly string[],
  atlasOptions: FakeAtlasOptions = {},
  runOptions: RunOptions = {},
): Promise<CliProcess> {
  const { env, terminal = [], files = {}, stdin = '', interruptSignal, now } = runOptions
  const { isInProcess = false, readLine } = runOptions
  const atlas = createFakeAtlas(atlasOptions)
  const baseUrl = isInProcess ? 'http://127.0.0.1' : await listenApp(atlas.app)
  const stdout = createOutput(terminal.includes('stdout'))
  const stderr = createOutput(terminal.includes('stderr'))
  const result = run({
    args,
    env: {
      ...accountEnv,
      MONGODB_ATLAS_PROJECT_ID: groupId,
      MONGODB_ATLAS_OPS_MANAGER_URL: `${baseUrl}/`,
      ...env,
    },
    stdout,
    stderr,
    fetch: isInProcess ? async (url, init) => atlas.app.request(url, init) : globalThis.fetch,
    async readFile(path) {
      const content = files[path]
      if (content === undefined) throw new Error(`ENOENT: no such file, open '${path}'`)
      return toBytes(content)
    },
    readStdin: async () => toBytes(stdin),
    isInputTTY: terminal.includes('stdin'),
    readLine: readLine ?? (async () => stdin.split('\n')[0] ?? ''),
    now: now ?? (() => 0),
    interruptSignal: interruptSignal ?? new AbortController().signal,
  }).then((code) => ({ ...atlas, code, stdout: stdout.text(), stderr: stderr.text() }))
  return { atlas, result, stderr: stderr.text }
}

/** Runs the program until it exits. */
export async function runCli(
  args: readonly string[],
  atlasOptions: FakeAtlasOptions = {},
  runOptions: RunOptions = {},
): Promise<CliResult> {
  return (await startCli(args, atlasOptions, runOptions)).result
}
