import { type Child, startChild } from '../child.ts'
import type { EdgeCommands } from '../edge/servers/edge.ts'
import { type Figures, inRounds } from '../rounds.ts'
import type { Measured, Options, Suite } from '../suite.ts'
import { callers } from './callers.ts'
import type { CallingCommands } from './calling.ts'

/** Seconds of calls of each process before it is measured: its processor time per call falls for about so long. */
const warmUp = 5

/** Requests that reach the server while something is done. */
async function counted<T>(
  server: Child<EdgeCommands>,
  work: () => Promise<T>,
): Promise<{ readonly requests: number; readonly value: T }> {
  const before = await server.call('requests')
  const value = await work()
  return { requests: (await server.call('requests')) - before, value }
}

/** What a new process does. One that lay idle while others had their turn would have lost its caches, and pages of its memory. */
async function measure(
  name: string,
  origin: string,
  server: Child<EdgeCommands>,
  seconds: number,
): Promise<Figures> {
  await using child = startChild<CallingCommands>(new URL('calling.ts', import.meta.url))
  await child.call('prepare', name, origin)
  const first = await counted(server, () => child.call('callOnce'))
  await child.call('callFor', Math.min(warmUp, seconds * 3))
  const { requests, value } = await counted(server, () => child.call('callFor', seconds))
  const { calls, cpu, elapsed } = value
  return {
    cpu: cpu / calls,
    time: (elapsed * 1000) / calls,
    first: first.requests,
    trips: requests / calls,
  }
}

async function run({ rounds, seconds }: Options): Promise<Measured> {
  await using server = startChild<EdgeCommands>(new URL('../edge/servers/edge.ts', import.meta.url))
  const origin = await server.call('listen')
  const all = Object.keys(callers).map((name) => ({ name }))
  // Awaited here, or the server would be ended at once.
  return await inRounds(all, rounds, ({ name }) => measure(name, origin, server, seconds))
}

const cpu = 'cpu'
const trips = 'trips'

/** The client, against `fetch` itself and against the Digest client that people use. */
export const client: Suite = {
  name: 'client',
  about:
    'GET of one bucket again and again, or of twenty in turn, one call after the other, from the edge in another process. `cpu` is the processor time of the calling process for each call; each caller runs in a process of its own, started anew in every round. `first` counts the requests of the very first call at the server, `trips` those of every later call.',
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
