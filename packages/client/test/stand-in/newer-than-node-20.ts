import { onTestFinished } from 'vitest'

/** Functions that Node 20 lacks, which code might come to use. */
const lacking: readonly (readonly [owner: object, name: string])[] = [
  [Promise, 'withResolvers'],
  [Promise, 'try'],
  [URL, 'parse'],
  [Array, 'fromAsync'],
  [Uint8Array, 'fromBase64'],
  [Uint8Array.prototype, 'toHex'],
  [Request.prototype, 'bytes'],
  [Response.prototype, 'bytes'],
]

const isOfSources = (frame = '') => /\/packages\/\w+\/src\//.test(frame)

/**
 * Returns a list of the calls that the sources of the packages make of these functions until the test ends. They cannot be
 * taken away: the `fetch` of a newer Node calls them, too.
 */
export function callsOfNewerFunctions(): readonly string[] {
  const calls: string[] = []
  for (const [owner, name] of lacking) {
    const own: unknown = Reflect.get(owner, name)
    // A call of what this runtime lacks as well fails by itself.
    if (typeof own !== 'function') continue
    const replace = (value: unknown) =>
      Object.defineProperty(owner, name, { value, configurable: true, writable: true })
    replace(function (this: unknown, ...args: unknown[]) {
      const caller = new Error().stack?.split('\n')[2]
      if (isOfSources(caller)) calls.push(`${name} ${caller}`)
      return Reflect.apply(own, this, args)
    })
    onTestFinished(() => void replace(own))
  }
  return calls
}
