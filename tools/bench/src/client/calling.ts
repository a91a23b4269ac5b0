/** Calls in one way, again and again, in a process of its own. */
import { answerCommands } from '../commands.ts'
import { cpuTime } from '../edge/servers/server.ts'
import { type Call, callers } from './callers.ts'

/** What came of calling for a while. */
export interface Called {
  readonly calls: number
  /** Microseconds of processor time of this process. */
  readonly cpu: number
  /** Milliseconds. */
  readonly elapsed: number
}

export type CallingCommands = {
  /** Prepares calls to an origin; none is sent yet but for a token where that is not the caller's own to fetch. */
  prepare(name: string, origin: string): Promise<void>
  /** Calls once; that is enough to authenticate. */
  callOnce(): Promise<void>
  /** Calls one after the other for some seconds, at least once. */
  callFor(seconds: number): Promise<Called>
}

let call: Call = async () => undefined
let ids: readonly string[] = []
let called = 0

async function callOnce(): Promise<void> {
  const expected = ids[called++ % ids.length] ?? ''
  const id = await call(expected)
  if (id !== expected) throw new Error(`expected the bucket ${expected}, got ${id}`)
}

const commands: CallingCommands = {
  async prepare(name, origin) {
    const caller = callers[name]
    if (caller === undefined) throw new TypeError(`nobody calls by ${name}`)
    ids = caller.ids
    call = await caller.callTo(origin)
  },
  callOnce,
  async callFor(seconds) {
    const [cpuBefore, start] = [cpuTime(), performance.now()]
    let calls = 0
    const end = start + seconds * 1000
    do {
      await callOnce()
      calls += 1
    } while (performance.now() < end)
    return { calls, cpu: cpuTime() - cpuBefore, elapsed: performance.now() - start }
  },
}
answerCommands(commands)
