import type { AtlasRequest } from '../fetch.ts'

type Headers = AtlasRequest['headers']

interface Last {
  readonly headers: Headers
  readonly value: string
  readonly all: Headers
}

/**
 * Adds a header to others. The same ones again with the same value are the same object again, by which the layers below
 * know a request that has been sent before.
 *
 * @param name - in lower case
 */
export function addingHeader(name: string): (headers: Headers, value: string) => Headers {
  let last: Last | undefined
  return (headers, value) => {
    if (headers === last?.headers && value === last.value) return last.all
    last = { headers, value, all: { ...headers, [name]: value } }
    return last.all
  }
}
