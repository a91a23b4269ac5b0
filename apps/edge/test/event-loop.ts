/**
 * Measures how long hostile requests block the event loop of the Node server, compared with a normal one:
 * `node test/event-loop.ts`. Exits with 1 when a hostile request blocks it for more than ten times as long.
 */
import { Worker } from 'node:worker_threads'
import { openServer } from '@export-buckets/test-support/open-server'
import { getRequestListener } from '@hono/node-server'
import { apiPage } from '../src/api-page/api-page.ts'
import { createTestApp } from './create-test-app.ts'
import { hostileRequests, type NamedRequest, normalRequest } from './hostile-requests.ts'

/** How long a request blocked the event loop. */
interface Block {
  readonly name: string
  /** The start of the response's status line. */
  readonly response: string
  /** Milliseconds: the minimum of all rounds, because other load on the machine only adds to it. */
  readonly block: number
  /** The block divided by that of the normal request. */
  readonly ratio: number
}

/** The maximum block of a hostile request, in blocks of a normal one. */
const maxRatio = 10

/** Measures each request many times, one request after the other. */
async function measureBlocks(rounds = 40): Promise<readonly Block[]> {
  const limit = { capacity: 1e6, refill: 1e6, seconds: 1 }
  const testApp = await createTestApp({
    page: apiPage(),
    rateLimit: limit,
    tokenRateLimit: limit,
    log: (entry) => void JSON.stringify(entry),
  })
  let block = 0
  const listener = getRequestListener(testApp.app.fetch)
  await using server = await openServer((request, response) => {
    const start = performance.now()
    // Runs when the event loop continues.
    setImmediate(() => {
      block = Math.max(block, performance.now() - start)
    })
    return listener(request, response)
  })
  const client = new Worker(new URL('event-loop-client.ts', import.meta.url), {
    workerData: { port: server.port },
  })
  const send = (bytes: string) =>
    new Promise<string>((resolve) => {
      client.once('message', resolve)
      client.postMessage(bytes)
    })
  const measureBlock = async ({ name, bytes }: NamedRequest) => {
    let shortestBlock = Number.POSITIVE_INFINITY
    let response = ''
    for (let round = 0; round < rounds; round += 1) {
      block = 0
      response = await send(bytes)
      shortestBlock = Math.min(shortestBlock, block)
    }
    return { name, response, block: shortestBlock }
  }
  try {
    const token = await testApp.issueToken('owner')
    await measureBlock(normalRequest(token))
    const normal = await measureBlock(normalRequest(token))
    const blocks = [normal]
    for (const request of hostileRequests(token)) blocks.push(await measureBlock(request))
    return blocks.map((block) => ({ ...block, ratio: block.block / normal.block }))
  } finally {
    await client.terminate()
  }
}

if (import.meta.main) {
  const blocks = await measureBlocks()
  for (const { name, response, block, ratio } of blocks) {
    const columns = [ratio.toFixed(1).padStart(6), `${block.toFixed(2)} ms`.padStart(10), response]
    console.log(`${columns.join('  ')}  ${name}`)
  }
  process.exitCode = blocks.some(({ ratio }) => ratio > maxRatio) ? 1 : 0
}
