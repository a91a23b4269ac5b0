import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const entry = join(import.meta.dirname, '..', 'src', 'entry', 'node.ts')
const lastLine = 'Stop the server with Ctrl-C.'

/** A server process, once it has greeted. */
export interface Server {
  readonly process: ChildProcess
  readonly greeting: string
  readonly url: string
  /** Sends SIGTERM and waits for the exit code. */
  stop(): Promise<number | null>
}

/** Starts the Node entry, or a program made of it, in a folder; rejects with what it said when it ends before it greets. */
export async function startServer(
  cwd: string,
  env: Record<string, string> = { PORT: '0' },
  program: string = entry,
): Promise<Server> {
  const child = spawn(process.execPath, [program], { cwd, env: { ...process.env, ...env } })
  const exited = once(child, 'exit')
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const lines: string[] = []
  const greeted = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line)
      if (line.includes(lastLine)) return
    }
    const [code] = await exited
    throw new Error(`exit ${code}: ${stderr.trim()}`)
  })()
  await greeted
  const greeting = lines.join('\n')
  const [url = ''] = /http:\S+/.exec(greeting) ?? []
  return {
    process: child,
    greeting,
    url,
    async stop() {
      child.kill('SIGTERM')
      const [code] = await exited
      return code
    },
  }
}
