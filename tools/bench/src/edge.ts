import { isDeepStrictEqual } from 'node:util'
import { responseValidator } from '@export-buckets/core'
import {
  accept,
  bucketPath,
  buckets,
  callers,
  fetchToken,
  itemsPerPage,
  listPath,
} from './fixture.ts'
import { type Connection, createDigestSigner, type ExpectedResponse, sendLoad } from './load.ts'
import { type Server, startServer } from './server.ts'
import type { ServerName } from './server-process.ts'
import { type Figures, type Measurements, type Options, runRounds, type Suite } from './suite.ts'

/** Requests of one kind to one server. */
interface Case {
  readonly server: ServerName
  readonly operation: 'get' | 'list'
  readonly authentication: 'Bearer' | 'Digest'
}

/** Every case. Servers without authentication get the same requests as the edge, so that they read as many bytes. */
const cases: Readonly<Record<string, Case>> = {
  'Hono, get': { server: 'hono', operation: 'get', authentication: 'Bearer' },
  'Hono, get, Digest': { server: 'hono', operation: 'get', authentication: 'Digest' },
  'Hono, list': { server: 'hono', operation: 'list', authentication: 'Bearer' },
  'Prism, get': { server: 'prism', operation: 'get', authentication: 'Bearer' },
  'edge, get': { server: 'edge', operation: 'get', authentication: 'Bearer' },
  'edge, get, Digest': { server: 'edge', operation: 'get', authentication: 'Digest' },
  'edge, list': { server: 'edge', operation: 'list', authentication: 'Bearer' },
  'edge with log, get': { server: 'edge with log', operation: 'get', authentication: 'Bearer' },
}

const responses: Readonly<Record<Case['operation'], readonly ExpectedResponse[]>> = {
  get: buckets.map((bucket) => ({ path: bucketPath(bucket._id), body: JSON.stringify(bucket) })),
  list: Array.from({ length: buckets.length / itemsPerPage }, (_, n) => {
    const results = buckets.slice(n * itemsPerPage, (n + 1) * itemsPerPage)
    const path = `${listPath}?itemsPerPage=${itemsPerPage}&pageNum=${n + 1}`
    return { path, body: `"results":${JSON.stringify(results)}` }
  }),
}

/** Returns up to 100 different requests. Each connection starts at another one. */
function selectRequests(operation: Case['operation'], connection: number): ExpectedResponse[] {
  const all = responses[operation]
  const start = Math.floor((connection * all.length) / callers.length)
  return [...all.slice(start), ...all.slice(0, start)].slice(0, 100)
}

/** Returns the header names of a response, and its body without the origin. @throws Error when the response is wrong */
async function probe(origin: string, operation: Case['operation'], path: string, token: string) {
  const headers = { Accept: accept, Authorization: `Bearer ${token}` }
  const response = await fetch(origin + path, { headers })
  const body = (await response.text()).replaceAll(origin, '')
  const validator = responseValidator(
    operation === 'get' ? 'getGroupBackupExportBucket' : 'listGroupBackupExportBuckets',
    '2024-05-30',
  )
  if (response.status === 200 && validator?.is(JSON.parse(body))) {
    return { headers: [...response.headers.keys()], body }
  }
  throw new Error(`GET ${path}: expected 200 and a valid body, got ${response.status} ${body}`)
}

/** @throws Error when the Hono app does not send the headers and the body of the edge */
async function assertSameResponses(edge: Server, hono: Server, token: string): Promise<void> {
  for (const operation of ['get', 'list'] as const) {
    const path = responses[operation].at(-2)?.path ?? ''
    const expected = await probe(edge.origin, operation, path, token)
    const actual = await probe(hono.origin, operation, path, token)
    if (isDeepStrictEqual(actual, expected)) continue
    const difference = [expected, actual].map((response) => JSON.stringify(response)).join(', got ')
    throw new Error(`GET ${path} of the Hono app: expected ${difference}`)
  }
}

async function run({ rounds, seconds, requests }: Options): Promise<Measurements> {
  await using stack = new AsyncDisposableStack()
  const start = async (name: ServerName) => stack.use(await startServer(name))
  const servers: Readonly<Record<ServerName, Server>> = {
    hono: await start('hono'),
    prism: await start('prism'),
    edge: await start('edge'),
    'edge with log': await start('edge with log'),
  }
  const { origin: edgeOrigin } = servers.edge
  const tokens = await Promise.all(callers.map((caller) => fetchToken(edgeOrigin, caller)))
  const [token = ''] = tokens
  await assertSameResponses(servers.edge, servers.hono, token)
  // Prism's mock returns the same example for every bucket.
  const { body: example } = await probe(
    servers.prism.origin,
    'get',
    bucketPath('0'.repeat(24)),
    token,
  )

  function connectAll({ server, operation, authentication }: Case): Promise<Connection[]> {
    const connections = callers.map(async (caller, n) => {
      const expected = selectRequests(operation, n)
      return {
        requests:
          server === 'prism' ? expected.map(({ path }) => ({ path, body: example })) : expected,
        authorize:
          authentication === 'Digest'
            ? await createDigestSigner(edgeOrigin + listPath, caller)
            : () => `Bearer ${tokens[n]}`,
      }
    })
    return Promise.all(connections)
  }

  async function measure(benchCase: Case, duration: number): Promise<Figures> {
    const { origin, getUsage } = servers[benchCase.server]
    const connections = await connectAll(benchCase)
    const before = await getUsage()
    const load = { origin, connections, seconds: duration, ...(requests && { requests }) }
    const { count, ...figures } = await sendLoad(load)
    return { ...figures, cpu: ((await getUsage()).cpu - before.cpu) / count }
  }

  // The compilers are done with the code of a server after about three seconds.
  const warmUp = Math.min(3, seconds * 1.5)
  if (!requests) await runRounds(cases, 1, (benchCase) => measure(benchCase, warmUp))
  return await runRounds(cases, rounds, (benchCase) => measure(benchCase, seconds))
}

/** The edge against a Hono app that sends the same responses, and against Prism. */
export const edge: Suite = {
  name: 'edge',
  about: `GET of one of ${buckets.length} buckets and of a page of ${itemsPerPage}, over ${callers.length} connections. Each connection is a caller with its own service account or API key, and walks through different buckets or pages. The edge runs over a file with node:sqlite, with rate limits that are never reached, and without its log. The Hono app sends the same headers and bodies through the same adapter, without authentication or checks. \`load\` is the share of one processor that autocannon used: near 100 %, it limits the throughput, and the processor time per request is the better figure.`,
  metrics: {
    throughput: { unit: 'req/s', digits: 0 },
    p99: { unit: 'ms', digits: 0 },
    cpu: { unit: 'µs/request', digits: 1 },
    load: { unit: '%', digits: 0 },
  },
  comparisons: [
    { metric: 'throughput', of: 'edge, get', to: 'Hono, get', atLeast: 0.9 },
    { metric: 'throughput', of: 'edge, get, Digest', to: 'Hono, get, Digest', atLeast: 0.9 },
    { metric: 'throughput', of: 'edge, list', to: 'Hono, list', atLeast: 0.8 },
    { metric: 'throughput', of: 'edge, get', to: 'Prism, get', atLeast: 6 },
    { metric: 'throughput', of: 'edge with log, get', to: 'edge, get' },
    { metric: 'cpu', of: 'edge, get', to: 'Hono, get' },
    { metric: 'cpu', of: 'edge, get, Digest', to: 'Hono, get, Digest' },
    { metric: 'cpu', of: 'edge, list', to: 'Hono, list' },
  ],
  run,
}
