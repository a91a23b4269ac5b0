import type { Fetch } from '../fetch.ts'
import type { World } from './world.ts'

/** The scheme of an `Authorization` header, which is all of it that is shown. */
function authorization({ headers }: Request): string {
  const [scheme = ''] = (headers.get('Authorization') ?? '').split(' ', 1)
  return scheme && ` (Authorization: ${scheme} …)`
}

/** Sends requests, and writes a line for each of them and for its response on standard error. */
export function tracing({ fetch, stderr, now }: World): Fetch {
  return async (request) => {
    const asked = `${request.method} ${request.url}`
    const start = now()
    const took = () => `${Math.round(now() - start)} ms`
    stderr.write(`> ${asked}${authorization(request)}\n`)
    try {
      const response = await fetch(request)
      stderr.write(`< ${response.status} ${asked} ${took()}\n`)
      return response
    } catch (error) {
      stderr.write(`< no answer ${asked} ${took()}\n`)
      throw error
    }
  }
}
