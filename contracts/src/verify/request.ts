import type { Interaction } from '../pact/pact-file.ts'

/** Returns the path and query of an interaction, as they stand in the request line. */
export function requestTarget({ request: { path, query = {} } }: Interaction): string {
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    values.map((value) => [name, value]),
  )
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`
}

/**
 * Returns the URL of a request target at a provider.
 *
 * @throws when it leads to another origin than the base URL, such as `//host/path` does
 */
export function buildUrl(baseUrl: string, target: string): URL {
  const base = new URL(baseUrl)
  const url = new URL(base.pathname.replace(/\/$/, '') + target, base)
  assertSameOrigin(url.href, baseUrl)
  return url
}

/**
 * Throws for a URL that must not get the credentials of a provider.
 *
 * @throws when its origin is not that of the base URL
 */
export function assertSameOrigin(url: string, baseUrl: string): void {
  const { origin } = new URL(baseUrl)
  if (new URL(url).origin !== origin)
    throw new Error(`${url} is not at ${origin}, the origin of the provider: nothing is sent there`)
}

/** Returns the headers of an interaction's request. */
export function requestHeaders({ request: { headers = {} } }: Interaction): [string, string][] {
  return Object.entries(headers).map(([name, values]) => [name, values.join(', ')])
}

/** Returns the body of an interaction's request, `undefined` where it has none. */
export function requestBody({ request: { body } }: Interaction): string | undefined {
  return body && JSON.stringify(body.content)
}

/** Builds the request of an interaction for a provider. Of the request that Pact makes it takes nothing. */
export function buildRequest(
  interaction: Interaction,
  baseUrl: string,
  userAgent: string,
): Request {
  const body = requestBody(interaction)
  const headers = [...requestHeaders(interaction), ['User-Agent', userAgent] as const]
  return new Request(buildUrl(baseUrl, requestTarget(interaction)), {
    method: interaction.request.method,
    headers: Object.fromEntries(headers),
    redirect: 'manual',
    // As bytes: `fetch` would give a text a Content-Type where the interaction has none.
    ...(body !== undefined && { body: new TextEncoder().encode(body) }),
  })
}
