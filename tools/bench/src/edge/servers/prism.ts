/** Prism's mock of our OpenAPI document, through its own command line, without its log: it would spend its time on that. */
import { createServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { answerCommands } from '../../commands.ts'
import { getPath } from '../../fixture.ts'
import { cpuTime, listenOnLoopback, type ServerCommands } from './server.ts'

/** Its command line takes a port, but not 0. */
async function freePort(): Promise<string> {
  const server = createServer()
  const { port } = new URL(await listenOnLoopback(server))
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function isUp(origin: string): Promise<boolean> {
  return fetch(origin + getPath).then(
    () => true,
    () => false,
  )
}

const commands: ServerCommands = {
  async listen() {
    const port = await freePort()
    const document = fileURLToPath(import.meta.resolve('@export-buckets/core/openapi.yaml'))
    const mock = ['mock', '--host', '127.0.0.1', '--port', port, '--verboseLevel', 'silent']
    process.argv.splice(2, process.argv.length, ...mock, document)
    await import('@stoplight/prism-cli/dist/index.js')
    const origin = `http://127.0.0.1:${port}`
    // Prism has no event for it. Where it fails, it ends this process.
    while (!(await isUp(origin))) await wait(50)
    return origin
  },
  cpu: cpuTime,
}
answerCommands(commands)
