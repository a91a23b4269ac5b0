/** The client of `event-loop.ts`. Runs in its own thread, so that it does not block the server's event loop. */
import { connect } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

const { port }: { port: number } = workerData

/** Sends bytes over one connection and returns the start of the response once the server closes it. */
function sendBytes(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes, 'latin1'))
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => {
      received += text
    })
    socket.once('error', reject)
    socket.once('close', () => resolve(received.slice(0, 12)))
  })
}

parentPort?.on('message', async (bytes: string) => {
  parentPort?.postMessage(await sendBytes(bytes).catch(String))
})
