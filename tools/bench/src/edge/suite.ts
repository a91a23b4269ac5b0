import { type Child, startChild } from '../child.ts'
import { type Figures, inRounds } from '../rounds.ts'
import type { Measured, Options, Suite } from '../suite.ts'
import { assertAnswers } from './answers.ts'
import type { Load, LoadCommands } from './load.ts'
import { fetchToken, probe, type Ready, type Series, series } from './series.ts'
import type { ServerCommands } from './servers/server.ts'

const connections = 20

/** Seconds of load before the first round, so that compilers are through with the code. */
const warmUp = 3

interface Server {
  readonly child: Child<ServerCommands>
  readonly origin: string
}

type Servers = Readonly<Record<Series['server'], Server>>

async function startServers(stack: AsyncDisposableStack): Promise<Servers> {
  const start = async (file: string, ...args: string[]): Promise<Server> => {
    const module = new URL(`servers/${file}.ts`, import.meta.url)
    const child = stack.use(startChild<ServerCommands>(module, args))
    return { child, origin: await child.call('listen') }
  }
  const [nodeHttp, hono, honoHeaders, prism, edge, edgeLogging] = await Promise.all([
    start('node-http'),
    start('hono'),
    start('hono', '--headers'),
    start('prism'),
    start('edge'),
    start('edge', '--log'),
  ])
  return {
    'node-http': nodeHttp,
    hono,
    'hono-headers': honoHeaders,
    prism,
    edge,
    'edge-logging': edgeLogging,
  }
}

/** Gets the credentials of a series, and the body that every answer then must have. */
async function ready(each: Series, servers: Servers, token: string): Promise<Ready> {
  const { child, origin } = servers[each.server]
  const own = each.server === 'edge-logging' ? await fetchToken(origin) : token
  const body = await probe(origin + each.path, `Bearer ${own}`)
  assertAnswers(each, body)
  const authorization = each.authentication === 'Digest' ? 'digest' : `Bearer ${own}`
  return { ...each, child, origin, body, authorization }
}

async function measure(
  generator: Child<LoadCommands>,
  { child, origin, path, authorization, body }: Ready,
  extent: Pick<Load, 'seconds' | 'requests'>,
): Promise<Figures> {
  const load: Load = { origin, path, authorization, body, connections, ...extent }
  const before = await child.call('cpu')
  const { requests, perSecond, p50, p99, busy } = await generator.call('send', load)
  const cpu = ((await child.call('cpu')) - before) / requests
  return { throughput: perSecond, p50, p99, cpu, load: busy * 100 }
}

async function run({ rounds, seconds, requests }: Options): Promise<Measured> {
  await using stack = new AsyncDisposableStack()
  const generator = stack.use(startChild<LoadCommands>(new URL('load.ts', import.meta.url)))
  const servers = await startServers(stack)
  const token = await fetchToken(servers.edge.origin)
  const all = await Promise.all(series.map((each) => ready(each, servers, token)))
  const counted = requests === undefined ? {} : { requests }
  const warm = { seconds: Math.min(warmUp, seconds * 1.5), ...counted }
  for (const each of all) await measure(generator, each, warm)
  // Awaited here, or the processes would be ended at once.
  return await inRounds(all, rounds, (each) => measure(generator, each, { seconds, ...counted }))
}

/** The server, against what it could be at best and against what else could stand in its place. */
export const edge: Suite = {
  name: 'edge',
  about: `GET of one bucket and of a list of 20, ${connections} connections, the edge over a file with node:sqlite, with a rate limit that is never reached; Hono as its adapter is started by default. The load is the share of one processor that autocannon took: near 100 %, throughput tells of it rather than of the server, and processor time per request is the better figure.`,
  metrics: [
    { name: 'throughput', unit: 'req/s', digits: 0 },
    { name: 'p50', unit: 'ms', digits: 2 },
    { name: 'p99', unit: 'ms', digits: 2 },
    { name: 'cpu', unit: 'µs/request', digits: 0 },
    { name: 'load', unit: '%', digits: 0 },
  ],
  comparisons: [
    {
      metric: 'throughput',
      series: 'edge, Bearer',
      against: 'bare Hono',
      target: { atLeast: 0.85 },
    },
    { metric: 'throughput', series: 'edge, Bearer', against: 'Prism', target: { atLeast: 5.5 } },
    {
      metric: 'throughput',
      series: 'edge, Digest',
      against: 'bare Hono',
      target: { atLeast: 0.7 },
    },
    { metric: 'p99', series: 'edge, Bearer', against: 'bare Hono', target: { atMost: 2 } },
    { metric: 'p99', series: 'edge, Digest', against: 'bare Hono', target: { atMost: 2 } },
    { metric: 'throughput', series: 'edge, Bearer', against: 'Hono, headers of Atlas' },
    { metric: 'throughput', series: 'edge, list, Bearer', against: 'bare Hono, list' },
    { metric: 'throughput', series: 'edge, Bearer, with its log', against: 'edge, Bearer' },
    { metric: 'throughput', series: 'bare Hono', against: 'bare node:http' },
    { metric: 'cpu', series: 'edge, Bearer', against: 'bare Hono' },
    { metric: 'cpu', series: 'edge, Digest', against: 'bare Hono' },
  ],
  run,
}
