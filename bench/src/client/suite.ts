import { type Child, startChild } from '../child.ts'
import type { EdgeCommands } from '../edge/servers/edge.ts'
import { type Figures, inRounds } from '../rounds.ts'
import type { Measured, Options, Suite } from '../suite.ts'
import { callers } from './callers.ts'
import type { CallingCommands } from './calling.ts'

/** Seconds of calls of each process before the first round: its processor time per call falls for about so long. */
const warmUp = 6

/** In how many turns the processes warm up: none is to lie idle for long, see {@link resume}. */
const turns = 12

/** The share of a round that a process calls before it is measured: while others have their turn, it loses its caches, and pages. */
const resume = 0.15

/** Processes of each caller: two of the same one differ by up to a tenth, as their compilers went about it. */
const processes = 3

interface Ready {
  readonly name: string
  readonly children: readonly Child<CallingCommands>[]
  readonly server: Child<EdgeCommands>
  /** Requests that the first call of a process cost, a token's among them. */
  readonly first: number
}

/** Requests that reach the server while something is done. */
async function counted(server: Child<EdgeCommands>, work: () => Promise<unknown>): Promise<number> {
  const before = await server.call('requests')
  await work()
  return (await server.call('requests')) - before
}

/** What the processes of a caller did together. */
async function measure({ children, server, first }: Ready, seconds: number): Promise<Figures> {
  const sum = { calls: 0, cpu: 0, elapsed: 0, requests: 0 }
  for (const child of children) {
    await child.call('callFor', resume * seconds)
    const before = await server.call('requests')
    const { calls, cpu, elapsed } = await child.call('callFor', seconds / children.length)
    sum.requests += (await server.call('requests')) - before
    sum.calls += calls
    sum.cpu += cpu
    sum.elapsed += elapsed
  }
  return {
    cpu: sum.cpu / sum.calls,
    time: (sum.elapsed * 1000) / sum.calls,
    first,
    trips: sum.requests / sum.calls,
  }
}

async function run({ rounds, seconds }: Options): Promise<Measured> {
  await using stack = new AsyncDisposableStack()
  const server = stack.use(
    startChild<EdgeCommands>(new URL('../edge/servers/edge.ts', import.meta.url)),
  )
  const origin = await server.call('listen')
  const all: Ready[] = []
  for (const name of Object.keys(callers)) {
    const children: Child<CallingCommands>[] = []
    let first = 0
    for (let count = 0; count < processes; count++) {
      const child = stack.use(startChild<CallingCommands>(new URL('calling.ts', import.meta.url)))
      await child.call('prepare', name, origin)
      first = await counted(server, () => child.call('callOnce'))
      children.push(child)
    }
    all.push({ name, children, server, first })
  }
  const everyChild = all.flatMap(({ children }) => children)
  for (let turn = 0; turn < turns; turn++) {
    for (const child of everyChild) {
      await child.call('callFor', Math.min(warmUp, seconds * 3) / turns)
    }
  }
  // Awaited here, or the processes would be ended at once.
  return await inRounds(all, rounds, (each) => measure(each, seconds))
}

const cpu = 'cpu'
const trips = 'trips'

/** The client, against `fetch` itself and against the Digest client that people use. */
export const client: Suite = {
  name: 'client',
  about:
    'GET of one bucket again and again, or of twenty in turn, one call after the other, from the edge in another process. `cpu` is the processor time of the calling process for each call; each caller runs in three processes, one after the other. `first` counts the requests of the very first call at the server, `trips` those of every later call.',
  metrics: [
    { name: cpu, unit: 'µs/call', digits: 0 },
    { name: 'time', unit: 'µs/call', digits: 0 },
    { name: 'first', unit: 'requests', digits: 0 },
    { name: trips, unit: 'requests/call', digits: 3 },
  ],
  comparisons: [
    {
      metric: cpu,
      series: 'client, service account',
      against: 'raw fetch, Bearer',
      target: { atMost: 1.05 },
    },
    { metric: cpu, series: 'client, service account', against: 'raw fetch, Bearer, timeout' },
    { metric: cpu, series: 'client, service account', against: 'openapi-fetch, Bearer' },
    { metric: cpu, series: 'client, 20 buckets', against: 'raw fetch, 20 buckets' },
    { metric: cpu, series: 'client, API key', against: 'digest-fetch' },
    { metric: trips, series: 'client, API key', target: { atMost: 1 } },
    { metric: trips, series: 'digest-fetch' },
  ],
  run,
}
