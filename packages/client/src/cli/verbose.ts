import type { AnyFetch } from '../fetch.ts'
import type { World } from './world.ts'

/** The scheme of an `Authorization` header, which is all of it that is shown. */
function authorization({ headers }: RequestInit): string {
  const [scheme = ''] = (new Headers(headers).get('Authorization') ?? '').split(' ', 1)
  return scheme && ` (Authorization: ${scheme} …)`
}

/** Sends requests, and writes a line for each of them and for its response on standard error. */
export function tracing({ fetch, stderr, now }: World): AnyFetch {
  return async (url, init) => {
    const asked = `${init.method} ${url}`
    const start = now()
    const took = () => `${Math.round(now() - start)} ms`
    stderr.write(`> ${asked}${authorization(init)}\n`)
    try {
      const response = await fetch(url, init)
      stderr.write(`< ${response.status} ${asked} ${took()}\n`)
      return response
    } catch (error) {
      stderr.write(`< no answer ${asked} ${took()}\n`)
      throw error
    }
  }
}
