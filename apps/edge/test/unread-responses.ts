/**
 * Sends the Node server 15,000 pipelined requests for the API page over ten connections and reads no response.
 * Prints the additional memory of the server and the longest wait of another caller. Run: `node
 * test/unread-responses.ts`.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '@export-buckets/test-support/start-server'

const connections = 10
const requestsPerConnection = 1500

/** The effect of the requests on the server and on another caller. */
interface Cost {
  /** The maximum additional memory of the process, in MB. */
  readonly memory: number
  /** The longest wait of another caller for a response, in milliseconds. */
  readonly wait: number
}

/** Returns the resident memory of a process, in MB. */
function residentMemory(pid: number | undefined): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return Number(kilobytes) / 1024
}

/** Sends the requests and measures memory and waits over 100 requests of another caller. */
async function measureUnread(path = '/scalar.js'): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-unread-'))
  const server = await startServer(folder, { PORT: '0' })
  const { hostname, port } = new URL(server.url)
  const memoryBefore = residentMemory(server.process.pid)
  const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`
  const sockets = Array.from({ length: connections }, () => {
    const socket = connect(Number(port), hostname)
    socket.pause()
    socket.on('error', () => undefined)
    socket.write(request.repeat(requestsPerConnection))
    return socket
  })
  try {
    let [memory, wait] = [0, 0]
    for (let round = 0; round < 100; round += 1) {
      const start = performance.now()
      await (await fetch(`${server.url}/healthz`)).text()
      wait = Math.max(wait, performance.now() - start)
      memory = Math.max(memory, residentMemory(server.process.pid) - memoryBefore)
    }
    return { memory, wait }
  } finally {
    for (const socket of sockets) socket.destroy()
    server.process.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  }
}

if (import.meta.main) {
  const { memory, wait } = await measureUnread()
  console.log(`memory: ${memory.toFixed(0)} MB, longest wait: ${wait.toFixed(0)} ms`)
}
