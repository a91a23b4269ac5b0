import { formatDuration } from './progress.ts'

/** Atlas responded with a success, but has nothing that a command looks for. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError'
}

/** The answer to a question was no, so nothing was changed. */
export class NotConfirmedError extends Error {
  override readonly name = 'NotConfirmedError'

  constructor() {
    super('not confirmed: nothing was changed')
  }
}

/** An export job or a snapshot did not end within `--timeout`. It continues in Atlas. */
export class WaitTimeoutError extends Error {
  override readonly name = 'WaitTimeoutError'

  /**
   * @param target - the name of the export job or the snapshot
   * @param timeout - milliseconds
   * @param lastState - `undefined` when no response arrived in time
   */
  constructor(target: string, timeout: number, lastState: string | undefined) {
    const state = lastState === undefined ? '' : `; its state is ${lastState}`
    super(`${target} has not ended after ${formatDuration(timeout)}${state}`)
  }
}
