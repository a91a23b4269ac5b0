import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const edge = join(import.meta.dirname, '..')
const entry = (name: string) => join(edge, 'src', 'runtimes', name)
// Not those of `node_modules/.bin`: they start another process, which no signal reaches.
const binary = (path: string) => join(edge, 'node_modules', path)
const deno = ['run', '--allow-all', '--no-lock', '--node-modules-dir=manual']

/** A runtime that has a server of its own. */
export type Runtime = 'node' | 'deno' | 'bun'

const commands: Readonly<Record<Runtime, readonly [string, ...string[]]>> = {
  node: [process.execPath, entry('node.ts')],
  deno: [
    binary(`deno/deno${process.platform === 'win32' ? '.exe' : ''}`),
    ...deno,
    entry('deno.ts'),
  ],
  bun: [binary('bun/bin/bun.exe'), entry('bun.ts')],
}

const startedLine = 'Stop the server with Ctrl-C.'

/** A server process, once it has greeted. */
export interface Server {
  readonly process: ChildProcess
  readonly startupMessage: string
  readonly url: string
  /** Sends SIGTERM and waits for the exit code. */
  stop(): Promise<number | null>
}

/** A runtime whose entry is the server, such a runtime and a module that it runs first, or a program and the Node that runs it. */
export type Program =
  | Runtime
  | { readonly runtime: Runtime; readonly preload: string }
  | { readonly node: string; readonly program: string }

/** The flag of a runtime that runs a module before the program. */
const preloadFlags: Readonly<Record<Runtime, string>> = {
  node: '--import',
  deno: '--preload',
  bun: '--preload',
}

function commandOf(program: Program): readonly [string, ...string[]] {
  if (typeof program === 'string') return commands[program]
  if ('node' in program) return [program.node, program.program]
  const { runtime, preload } = program
  const [command, ...args] = commands[runtime]
  const entry = args.pop() ?? ''
  return [command, ...args, preloadFlags[runtime], preload, entry]
}

/** Starts the process of a server in a folder. */
export function spawnServer(
  cwd: string,
  env: Readonly<Record<string, string>> = { PORT: '0' },
  program: Program = 'node',
): ChildProcessWithoutNullStreams {
  const [command, ...args] = commandOf(program)
  return spawn(command, args, { cwd, env: { ...process.env, ...env } })
}

/** Starts a server in a folder; rejects with what it said when it ends before it greets. */
export async function startServer(
  cwd: string,
  env?: Readonly<Record<string, string>>,
  program?: Program,
): Promise<Server> {
  const child = spawnServer(cwd, env, program)
  const exited = once(child, 'exit')
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const lines: string[] = []
  const startupPromise = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line)
      if (line.includes(startedLine)) return
    }
    const [code] = await exited
    throw new Error(`exit ${code}: ${stderr.trim()}`)
  })()
  await startupPromise
  const startupMessage = lines.join('\n')
  const [url = ''] = /http:\S+/.exec(startupMessage) ?? []
  return {
    process: child,
    startupMessage,
    url,
    async stop() {
      child.kill('SIGTERM')
      const [code] = await exited
      return code
    },
  }
}
