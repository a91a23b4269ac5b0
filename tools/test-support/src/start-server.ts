import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const edge = join(import.meta.dirname, '../../../apps/edge')
const entry = (name: string) => join(edge, 'src', 'runtimes', name)
// Not those of `node_modules/.bin`, which start another process that signals do not reach.
const binary = (path: string) => join(edge, 'node_modules', path)
const deno = ['run', '--allow-all', '--no-lock', '--node-modules-dir=manual']

/** A runtime that has its own server. */
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

/** A server process that has printed its startup message. */
export interface Server {
  readonly process: ChildProcess
  readonly startupMessage: string
  readonly url: string
  /** Sends SIGTERM and returns the exit code. */
  stop(): Promise<number | null>
}

/** A runtime with its own server, the same with a module to preload, or a program and the Node that runs it. */
export type Program =
  | Runtime
  | { readonly runtime: Runtime; readonly preload: string }
  | { readonly node: string; readonly program: string }

/** The flag that preloads a module, by runtime. */
const preloadFlags: Readonly<Record<Runtime, string>> = {
  node: '--import',
  deno: '--preload',
  bun: '--preload',
}

function getCommand(program: Program): readonly [string, ...string[]] {
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
  const [command, ...args] = getCommand(program)
  return spawn(command, args, { cwd, env: { ...process.env, ...env } })
}

/** Starts a server in a folder. Rejects with its error output when it exits before its startup message. */
export async function startServer(
  cwd: string,
  env?: Readonly<Record<string, string>>,
  program?: Program,
): Promise<Server> {
  const child = spawnServer(cwd, env, program)
  const exitPromise = once(child, 'exit')
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
    const [code] = await exitPromise
    throw new Error(`exit ${code}: ${stderr.trim()}`)
  })()
  await startupPromise
  const startupMessage = lines.join('\n')
  // The message of a gateway begins with the URL of Atlas.
  const [url = ''] = /(?<=are served at )http:\S+/.exec(startupMessage) ?? []
  return {
    process: child,
    startupMessage,
    url,
    async stop() {
      child.kill('SIGTERM')
      const [code] = await exitPromise
      return code
    },
  }
}
