import type { FetchLike } from '../fetch.ts'
import type { CliContext } from './context.ts'

/** The scheme of an `Authorization` header, which is all of it that is shown. */
function formatAuthorization({ headers }: RequestInit): string {
  const [scheme = ''] = (new Headers(headers).get('Authorization') ?? '').split(' ', 1)
  return scheme && ` (Authorization: ${scheme} …)`
}

/** Sends requests, and writes a line for each of them and for its response on standard error. */
export function traceFetch({ fetch, stderr, now }: CliContext): FetchLike {
  return async (url, init) => {
    const requestLine = `${init.method} ${url}`
    const startedAt = now()
    const elapsed = () => `${Math.round(now() - startedAt)} ms`
    stderr.write(`> ${requestLine}${formatAuthorization(init)}\n`)
    try {
      const response = await fetch(url, init)
      stderr.write(`< ${response.status} ${requestLine} ${elapsed()}\n`)
      return response
    } catch (error) {
      stderr.write(`< no answer ${requestLine} ${elapsed()}\n`)
      throw error
    }
  }
}
