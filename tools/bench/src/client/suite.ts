import { type Child, startChild } from '../child.ts'
import type { EdgeCommands } from '../edge/servers/edge.ts'
import { type Figures, inSharedRounds, inTurn } from '../rounds.ts'
import type { Measured, Options, Suite } from '../suite.ts'
import { callers } from './callers.ts'
import type { Called, CallingCommands } from './calling.ts'

const calling = new URL('calling.ts', import.meta.url)
const edge = new URL('../edge/servers/edge.ts', import.meta.url)

/** Seconds of calls of each process before it is measured: its processor time per call falls for about so long. */
const warmUp = 5

/** Turns in which the seconds of a measurement are spent: so short that what the machine does meanwhile falls on all callers alike. */
const turns = 8

type Process = Child<CallingCommands>

/** What was done, and the requests that reached the server meanwhile. */
interface Counted<T> {
  readonly requests: number
  readonly value: T
}

async function counted<T>(
  server: Child<EdgeCommands>,
  work: () => Promise<T>,
): Promise<Counted<T>> {
  const before = await server.call('requests')
  const value = await work()
  return { requests: (await server.call('requests')) - before, value }
}

/** Has all processes call, in turns of some seconds, as many times as there are turns. */
async function takeTurns<T>(
  processes: ReadonlyMap<string, Process>,
  count: number,
  turn: (process: Process) => Promise<T>,
): Promise<Map<string, T[]>> {
  const found = new Map<string, T[]>([...processes].map(([name]) => [name, []]))
  for (let at = 0; at < count; at++) {
    for (const [name, process] of inTurn([...processes], at)) {
      found.get(name)?.push(await turn(process))
    }
  }
  return found
}

const sum = (figures: readonly number[]) => figures.reduce((all, figure) => all + figure, 0)

/** What the turns of a process come to. @param first - requests of its very first call */
function figuresOf(all: readonly Counted<Called>[], first: number): Figures {
  const calls = sum(all.map(({ value }) => value.calls))
  const perCall = (figureOf: (each: Counted<Called>) => number) => sum(all.map(figureOf)) / calls
  return {
    cpu: perCall(({ value }) => value.cpu),
    time: perCall(({ value }) => value.elapsed * 1000),
    first,
    trips: perCall(({ requests }) => requests),
  }
}

/** What new processes do, each of which calls in its own way. */
async function measureAll(
  origin: string,
  server: Child<EdgeCommands>,
  seconds: number,
): Promise<Map<string, Figures>> {
  await using started = new AsyncDisposableStack()
  const processes = new Map<string, Process>()
  const first = new Map<string, number>()
  for (const name of Object.keys(callers)) {
    const process = started.use(startChild<CallingCommands>(calling, [], 'last'))
    await process.call('prepare', name, origin)
    const { requests } = await counted(server, () => process.call('callOnce'))
    first.set(name, requests)
    processes.set(name, process)
  }
  const length = seconds / turns
  const warm = Math.ceil(Math.min(warmUp, seconds * 3) / length)
  await takeTurns(processes, warm, (process) => process.call('callFor', length))
  const measured = await takeTurns(processes, turns, (process) =>
    counted(server, () => process.call('callFor', length)),
  )
  const figures = [...measured].map(
    ([name, all]) => [name, figuresOf(all, first.get(name) ?? Number.NaN)] as const,
  )
  return new Map(figures)
}

async function run({ rounds, seconds }: Options): Promise<Measured> {
  await using server = startChild<EdgeCommands>(edge, [], 'first')
  const origin = await server.call('listen')
  // Awaited here, or the server would be ended at once.
  return await inSharedRounds(rounds, () => measureAll(origin, server, seconds))
}

const cpu = 'cpu'
const trips = 'trips'

/** The client, against `fetch` itself and against the Digest client that people use. */
export const client: Suite = {
  name: 'client',
  about:
    'GET of one bucket again and again, or of twenty in turn, one call after the other, from the edge in another process. `cpu` is the processor time of the calling process for each call; each caller runs in a process of its own, started anew in every round, and they spend their seconds in eight short turns each. On Linux, the server is kept to one processor and all callers to another: where both happen to share one, a call costs a third less. `first` counts the requests of the very first call at the server, `trips` those of every later call.',
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
