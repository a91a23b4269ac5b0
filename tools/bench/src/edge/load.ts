/** The load: autocannon in a process of its own. */
import autocannon from 'autocannon'
import { answerCommands } from '../commands.ts'
import { accept } from '../fixture.ts'
import { quantile } from '../statistics.ts'
import { type DigestSigner, digestSigner } from './digest-signer.ts'
import { cpuTime } from './servers/server.ts'

/** What is asked of a server, and how often. */
export interface Load {
  readonly origin: string
  readonly path: string
  /** `Authorization`, or `digest` to sign each request anew. */
  readonly authorization: string
  readonly connections: number
  readonly seconds: number
  /** How many requests are sent, in the place of seconds. */
  readonly requests?: number
  /** The body that every answer must have. */
  readonly body: string
}

/** What came of a load. */
export interface Answered {
  readonly requests: number
  readonly perSecond: number
  /** Milliseconds until an answer. */
  readonly p50: number
  readonly p99: number
  /** The share of one processor that the load itself took: near 1, it is the load that is measured. */
  readonly busy: number
}

export type LoadCommands = { send(load: Load): Promise<Answered> }

/** Milliseconds between autocannon's looks at the clock. */
const sampleInt = 100

/** @throws Error when one answer is not what it should be: refusals are quick, and would make a fine figure */
function verify(result: autocannon.Result, answers: number, body: string): void {
  const { errors, timeouts, mismatches, non2xx, statusCodeStats } = result
  const wrong = errors + timeouts + mismatches + non2xx
  if (wrong === 0 && answers > 0 && result['2xx'] === answers) return
  const said = JSON.stringify({ answers, errors, timeouts, mismatches, statusCodeStats })
  throw new Error(`answers were not all 200 with the body ${body.slice(0, 80)}…: ${said}`)
}

function requestOf(path: string, Authorization: string): autocannon.Request {
  return { method: 'GET', path, headers: { Accept: accept, Authorization } }
}

/** Has each request of a connection signed anew, in the bytes of the one before: to build it anew would cost the load more. */
function signed(client: autocannon.Client, path: string, signer: DigestSigner): void {
  const request: autocannon.Request & { readonly requestBuffer?: Buffer } = requestOf(
    path,
    signer.sign(),
  )
  client.setRequests([request])
  client.addListener('request', () => request.requestBuffer && signer.resign(request.requestBuffer))
}

async function send(load: Load): Promise<Answered> {
  const { origin, path, body, authorization, connections, seconds, requests } = load
  const signer = authorization === 'digest' ? await digestSigner(origin, path) : undefined
  const latencies: number[] = []
  const [cpuBefore, start] = [cpuTime(), performance.now()]
  const result = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    ...(requests && { amount: requests }),
    sampleInt,
    requests: [requestOf(path, authorization)],
    verifyBody: (answer) => answer === body,
    setupClient(client) {
      if (signer !== undefined) signed(client, path, signer)
      client.on('response', (_status, _bytes, time) => latencies.push(time))
    },
  })
  const elapsed = performance.now() - start
  verify(result, latencies.length, body)
  const sorted = Float64Array.from(latencies).sort()
  return {
    requests: sorted.length,
    perSecond: sorted.length / (elapsed / 1000),
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    busy: (cpuTime() - cpuBefore) / 1000 / elapsed,
  }
}

const commands: LoadCommands = { send }
answerCommands(commands)
