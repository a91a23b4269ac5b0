/** Runs in a server before it starts: no timer of ten seconds or more ends, so that only events can. */
const { setTimeout } = globalThis
/** Milliseconds: the most that a timer takes. */
const longest = 2 ** 31 - 1

globalThis.setTimeout = (work, delay, ...args) =>
  setTimeout(work, delay >= 10_000 ? longest : delay, ...args)
