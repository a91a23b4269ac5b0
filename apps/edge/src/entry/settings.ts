/** Where the server listens. */
export interface Settings {
  readonly host: string
  readonly port: number
}

const largestPort = 65535

/**
 * Reads `HOST` (127.0.0.1) and `PORT` (8787; 0 takes any free one).
 *
 * @throws RangeError when `PORT` is no port
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const { HOST, PORT = '8787' } = env
  const port = /^\d{1,5}$/.test(PORT) ? Number(PORT) : Number.NaN
  if (!(port <= largestPort)) {
    throw new RangeError(`PORT: expected a whole number from 0 to ${largestPort}, got "${PORT}"`)
  }
  return { host: HOST || '127.0.0.1', port }
}
