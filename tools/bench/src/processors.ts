import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Which of the processors that this process may use. */
export type Processor = 'first' | 'last'

const status = '/proc/self/status'

/** The first and the last processor of a list as Linux writes it, such as `0-3,8`; they may be the same. */
export function ends(list: string): Readonly<Record<Processor, string>> {
  const numbers = list.split(/[,-]/)
  return { first: numbers[0] ?? '', last: numbers.at(-1) ?? '' }
}

/**
 * What a command has to begin with to stay on one processor: `taskset` of util-linux. Nothing where that is not there, or
 * there is one processor alone.
 */
export function keptTo(processor: Processor): readonly string[] {
  if (!existsSync(status)) return []
  const [, list = ''] = /^Cpus_allowed_list:\s+(\S+)$/m.exec(readFileSync(status, 'utf8')) ?? []
  const { first, last } = ends(list)
  if (first === last || spawnSync('taskset', ['--version']).status !== 0) return []
  return ['taskset', '--cpu-list', processor === 'first' ? first : last]
}
