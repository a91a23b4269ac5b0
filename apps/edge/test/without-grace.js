/** Runs in a server before it starts. Timers of ten seconds or more never fire, so that only events can end the wait. */
const { setTimeout } = globalThis
/** Milliseconds: the maximum delay of a timer. */
const maxDelay = 2 ** 31 - 1

globalThis.setTimeout = (work, delay, ...args) =>
  setTimeout(work, delay >= 10_000 ? maxDelay : delay, ...args)
