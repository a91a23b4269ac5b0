import { type Flag, type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'

/** The longest timeout in seconds, for which a timer exists. */
const maxTimeout = 2_147_483

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

/** Returns the flags of a command that waits on request. @param description - of `--watch` */
export function watchFlags(description: string): readonly Flag[] {
  return [{ name: 'watch', description }, timeoutFlag]
}

/** @throws UsageError for a timeout without a flag that makes the command wait */
export function assertTimeoutIsUsed(
  parsedArgs: ParsedArguments,
  ...flags: readonly string[]
): void {
  if (parsedArgs.value('timeout') === undefined || flags.some((name) => parsedArgs.isTrue(name)))
    return
  throw new UsageError(`--timeout requires ${flags.map((name) => `--${name}`).join(' or ')}`)
}

/** A bound of several waits in a row, in milliseconds. */
export interface WaitLimit {
  readonly timeout: number
  /** Milliseconds since the epoch. */
  readonly deadline: number
}

/** Returns the limit of `--timeout`, which starts now. */
export function startWaitLimit(parsedArgs: ParsedArguments): WaitLimit | undefined {
  const text = parsedArgs.value('timeout')
  if (text === undefined) return undefined
  const timeout = Number(text) * 1000
  return { timeout, deadline: Date.now() + timeout }
}

/** Returns the options of a client's wait. A wait that starts at the deadline still sends one request. */
export function waitOptions(limit: WaitLimit | undefined): { readonly timeout?: number } {
  return limit === undefined ? {} : { timeout: Math.max(1, limit.deadline - Date.now()) }
}
