import { arch, cpus, loadavg, release, totalmem, type } from 'node:os'

/** Where figures come from: they mean nothing without it. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  /** GiB. */
  readonly memory: number
  readonly system: string
  readonly node: string
  /** Processes that wanted a processor in the minute before: well above 0 means that others were at work. */
  readonly loadBefore: number
}

/** This machine, now. */
export function machine(): Machine {
  const [load = Number.NaN] = loadavg()
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()} ${arch()}`,
    node: process.version,
    loadBefore: Math.round(load * 100) / 100,
  }
}

/** The machine in a line. */
export function described({ cpu, cores, memory, system, node, loadBefore }: Machine): string {
  return `${cpu}, ${cores} cores, ${memory} GiB, ${system}, Node ${node}, load average before the run ${loadBefore}`
}
