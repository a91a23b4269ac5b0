import { operations } from '@export-buckets/core'
import type { DeprecationNotice } from '../deprecation.ts'
import type { FetchLike } from '../http.ts'
import type { CliContext } from './environment.ts'

const formatDate = (date: Date) => date.toISOString().slice(0, 10)

/** Formats the warning about a deprecated version. */
export function formatDeprecationWarning(notice: DeprecationNotice): string {
  const { operationId, version, deprecated, sunset } = notice
  const since = deprecated ? ` since ${formatDate(deprecated)}` : ''
  const until = sunset ? ` and ends on ${formatDate(sunset)}` : ''
  const newestVersion = operations[operationId].versions.at(-1)?.version
  return `${operationId} at ${version} is deprecated${since}${until}; use --version ${newestVersion} or later`
}

/** Returns the scheme of an `Authorization` header, without its credentials. */
function formatAuthorization({ headers }: RequestInit): string {
  const [scheme = ''] = (new Headers(headers).get('Authorization') ?? '').split(' ', 1)
  return scheme && ` (Authorization: ${scheme} …)`
}

/** Wraps `fetch` to log each request and response on standard error. */
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
      stderr.write(`< no response ${requestLine} ${elapsed()}\n`)
      throw error
    }
  }
}
