import { type Flag, type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import { maxTimerMs } from '../options.ts'

/** The longest timeout that a timer supports, in seconds. */
const maxTimeout = Math.floor(maxTimerMs / 1000)

/** The flag that bounds a wait. */
export const timeoutFlag: Flag = {
  name: 'timeout',
  valueName: 'SECONDS',
  description: 'stop waiting after this time; the job or snapshot continues; default: no limit',
  validate: (text) =>
    /^\d{1,7}$/.test(text) && Number(text) >= 1 && Number(text) <= maxTimeout
      ? undefined
      : `expected a number of seconds from 1 to ${maxTimeout}, got ${JSON.stringify(text)}`,
}

/** Returns the flags `--watch` and `--timeout`. @param description - the description of `--watch` */
export function watchFlags(description: string): readonly Flag[] {
  return [{ name: 'watch', description }, timeoutFlag]
}

/** Asserts that `--timeout` comes with a flag that makes the command wait. @throws UsageError for `--timeout` alone */
export function assertTimeoutIsUsed(
  parsedArgs: ParsedArguments,
  ...flags: readonly string[]
): void {
  if (parsedArgs.value('timeout') === undefined || flags.some((name) => parsedArgs.isTrue(name)))
    return
  throw new UsageError(`--timeout requires ${flags.map((name) => `--${name}`).join(' or ')}`)
}

/** The limit of several waits in a row. */
export interface WaitLimit {
  /** Milliseconds. */
  readonly timeout: number
  /** Milliseconds since the epoch. */
  readonly deadline: number
}

/** Returns the limit of `--timeout`, which starts now. Returns `undefined` without the flag. */
export function startWaitLimit(parsedArgs: ParsedArguments): WaitLimit | undefined {
  const text = parsedArgs.value('timeout')
  if (text === undefined) return undefined
  const timeout = Number(text) * 1000
  return { timeout, deadline: Date.now() + timeout }
}

/** Returns the options of the next wait. A wait that starts at the deadline has a millisecond left. */
export function waitOptions(limit: WaitLimit | undefined): { readonly timeout?: number } {
  return limit === undefined ? {} : { timeout: Math.max(1, limit.deadline - Date.now()) }
}
