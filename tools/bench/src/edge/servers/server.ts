import { createServer, type RequestListener, type Server } from 'node:http'

/** What every server that is measured can be asked. */
export type ServerCommands = {
  /** Starts it; answers its origin. */
  listen(): Promise<string>
  /** Microseconds of processor time that its process has used so far. */
  cpu(): number
}

/** Listens on a free port of the loopback interface. */
export async function listenOnLoopback(server: Server): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return `http://127.0.0.1:${address.port}`
}

/** Microseconds of processor time that this process has used so far, in user and system mode. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** The commands of a server that a listener makes. */
export function serverCommands(listener: RequestListener): ServerCommands {
  return { listen: () => listenOnLoopback(createServer(listener)), cpu: cpuTime }
}
