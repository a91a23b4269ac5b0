/** The load of autocannon, in which each connection is a caller that never sends the same request twice in a row. */
import { hash } from 'node:crypto'
import autocannon from 'autocannon'
import { cpuTime } from './cpu-time.ts'
import { accept, type Caller } from './fixture.ts'

/** A request, and a text that a right response contains. */
export interface ExpectedResponse {
  readonly path: string
  readonly body: string
}

/** A connection of one caller, who repeats these requests in this order. */
export interface Connection {
  readonly requests: readonly ExpectedResponse[]
  /** Returns `Authorization` of the next request. It has the same length every time for a path. */
  readonly authorize: (path: string) => string
}

/** A load on a server. */
export interface Load {
  readonly origin: string
  readonly connections: readonly Connection[]
  readonly seconds: number
  /** Ends the load after this many requests instead of `seconds`. */
  readonly requests?: number
}

const md5 = (text: string) => hash('md5', text)

/**
 * Returns a function that signs GET requests with one nonce, whose count rises (RFC 7616, section 3.4). It does not use this
 * repository's client, because an error that client and server share would not be noticed.
 */
export async function createDigestSigner(
  url: string,
  { publicKey, privateKey }: Caller,
): Promise<(path: string) => string> {
  const response = await fetch(url)
  await response.arrayBuffer()
  const challenge = response.headers.get('WWW-Authenticate') ?? ''
  const [, realm, nonce] = /realm="([^"]*)".* nonce="([^"]*)"/.exec(challenge) ?? []
  if (nonce === undefined) throw new Error(`expected a Digest challenge, got "${challenge}"`)
  const ha1 = md5(`${publicKey}:${realm}:${privateKey}`)
  const prefix = `Digest username="${publicKey}", realm="${realm}", nonce="${nonce}", algorithm=MD5, qop=auth, cnonce="bench"`
  let count = 0
  return (path) => {
    count += 1
    const nc = count.toString(16).padStart(8, '0')
    const proof = md5(`${ha1}:${nonce}:${nc}:bench:auth:${md5(`GET:${path}`)}`)
    return `${prefix}, uri="${path}", nc=${nc}, response="${proof}"`
  }
}

/** A request with the bytes that autocannon sends. */
interface BuiltRequest extends autocannon.Request {
  readonly path: string
  readonly requestBuffer: Buffer
}

/**
 * Has a client of autocannon repeat the requests of a connection. Each one is signed in its bytes, because building the
 * whole request costs the load more than a server needs for the response.
 *
 * @param onResponse - gets the text that the next body must contain
 */
function prepareClient(
  client: autocannon.Client,
  { requests, authorize }: Connection,
  onResponse: (expected: string) => void,
): void {
  const built = requests.map(({ path }): BuiltRequest => {
    const headers = { Accept: accept, Authorization: authorize(path) }
    return { method: 'GET', path, headers, requestBuffer: Buffer.alloc(0) }
  })
  client.setRequests(built)
  const header = 'Authorization: '
  let sent = 0
  client.addListener('request', () => {
    const request = built[sent++ % built.length]
    if (request === undefined) return
    const { path, requestBuffer } = request
    requestBuffer.write(authorize(path), requestBuffer.indexOf(header) + header.length, 'latin1')
  })
  let received = 0
  client.on('response', () => onResponse(requests[received++ % requests.length]?.body ?? ''))
}

/** @throws Error when a response is not the expected one */
function verify(result: autocannon.Result): void {
  const { errors, timeouts, mismatches, non2xx, statusCodeStats } = result
  if (errors + timeouts + mismatches + non2xx === 0 && result['2xx'] > 0) return
  const counts = JSON.stringify({ errors, timeouts, mismatches, statusCodeStats })
  throw new Error(`expected every response to be 200 with the right body, got ${counts}`)
}

/** The figures of a load, which are also metrics of the suite. */
export interface LoadResult {
  /** The number of responses. */
  readonly count: number
  /** Responses per second. */
  readonly throughput: number
  /** The 99th percentile of the latency in milliseconds. */
  readonly p99: number
  /** The processor time of this process as a share of one processor, in percent. */
  readonly load: number
}

/** Sends a load. @throws Error when a response is not the expected one */
export async function sendLoad({
  origin,
  connections,
  seconds,
  requests,
}: Load): Promise<LoadResult> {
  let expected = ''
  let connected = 0
  const [cpuBefore, start] = [cpuTime(), performance.now()]
  const result = await autocannon({
    url: origin,
    connections: connections.length,
    duration: seconds,
    ...(requests && { amount: requests }),
    sampleInt: 100,
    // autocannon calls it without the client. The listener of `response`, called just before, has set `expected`.
    verifyBody: (body) => String(body).includes(expected),
    setupClient(client) {
      const connection = connections[connected++]
      if (connection === undefined) throw new RangeError('more clients than connections')
      prepareClient(client, connection, (text) => {
        expected = text
      })
    },
  })
  const elapsed = performance.now() - start
  verify(result)
  return {
    count: result['2xx'],
    throughput: result['2xx'] / result.duration,
    p99: result.latency.p99,
    load: (cpuTime() - cpuBefore) / 10 / elapsed,
  }
}
