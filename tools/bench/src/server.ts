import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { ServerName } from './server-process.ts'

/** What a server has used since its start. */
interface Usage {
  /** Processor time in microseconds. */
  readonly cpu: number
  /** The number of requests, which Prism does not count. */
  readonly requests: number
}

/** A server in a process of its own. Disposal ends it. */
export interface Server extends AsyncDisposable {
  readonly origin: string
  getUsage(): Promise<Usage>
}

/** Starts a server. @throws Error when its process exits */
export async function startServer(name: ServerName): Promise<Server> {
  const child = fork(new URL('server-process.ts', import.meta.url), [name], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exit = once(child, 'exit')
  async function receive(): Promise<object> {
    const [message]: unknown[] = await Promise.race([once(child, 'message'), exit])
    if (typeof message === 'object' && message !== null) return message
    throw new Error(`the server "${name}" exited`)
  }
  return {
    origin: `http://127.0.0.1:${Reflect.get(await receive(), 'port')}`,
    async getUsage() {
      child.send('usage')
      const usage = await receive()
      return {
        cpu: Number(Reflect.get(usage, 'cpu')),
        requests: Number(Reflect.get(usage, 'requests')),
      }
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill()
      await exit
    },
  }
}
