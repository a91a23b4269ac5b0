import { atlasVariables } from '@export-buckets/cli-kit/atlas-environment'
import { tokenPath } from '@export-buckets/core'
import type { Interaction } from '../pact/pact-file.ts'
import type { CellInteraction } from './plan.ts'

/** Returns the path and query of an interaction, as in the request line. */
export function requestTarget({ request: { path, query = {} } }: Interaction): string {
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    values.map((value) => [name, value]),
  )
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`
}

/**
 * Returns the URL of a request target at a provider.
 *
 * @throws when it has another origin than the base URL, as `//host/path` does
 */
export function buildUrl(baseUrl: string, target: string): URL {
  const base = new URL(baseUrl)
  const url = new URL(base.pathname.replace(/\/$/, '') + target, base)
  assertSameOrigin(url.href, baseUrl)
  return url
}

/**
 * Checks that a URL may receive the credentials of a provider.
 *
 * @throws when its origin is not that of the base URL
 */
export function assertSameOrigin(url: string, baseUrl: string): void {
  const { origin } = new URL(baseUrl)
  if (new URL(url).origin !== origin)
    throw new Error(`not sent: ${url} is not at the provider's origin ${origin}`)
}

/** Returns the headers of an interaction's request. */
export function requestHeaders({ request: { headers = {} } }: Interaction): [string, string][] {
  return Object.entries(headers).map(([name, values]) => [name, values.join(', ')])
}

/** Returns the request body of an interaction, or `undefined` when it has none. */
function requestBody({ request: { body } }: Interaction): string | undefined {
  return body && JSON.stringify(body.content)
}

/** Builds the request of an interaction for a provider. It uses nothing of the request that Pact sends. */
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
    // As bytes, because `fetch` adds a Content-Type to a string.
    ...(body !== undefined && { body: new TextEncoder().encode(body) }),
  })
}

/** The variable of the access token, which Terraform's provider reads too. */
const tokenVariable = 'MONGODB_ATLAS_ACCESS_TOKEN'

/** The maximum number of characters of a body in a command. Longer bodies test the size limit. */
const maxBodyLength = 2000

/** Quotes a text as one word of a shell. */
function quoteShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

const quoteVariables = (...names: string[]) => `"${names.map((name) => `$${name}`).join(':')}"`

/** Returns the arguments that authenticate like the cell: the names of variables, or an invalid placeholder. */
function credentialArguments({ cell, interaction }: CellInteraction): string[] {
  const { publicKey, privateKey } = atlasVariables
  if (cell.auth === 'Digest') return ['--digest', '--user', quoteVariables(publicKey, privateKey)]
  if (cell.auth === 'Bearer') return ['--header', `"Authorization: Bearer $${tokenVariable}"`]
  return requestHeaders(interaction)
    .filter(([name]) => name === 'Authorization')
    .flatMap(([name, value]) => ['--header', quoteShell(`${name}: ${value}`)])
}

function bodyArguments(cellInteraction: CellInteraction): string[] {
  const body = requestBody(cellInteraction.interaction)
  if (body === undefined) return []
  if (body.length <= maxBodyLength) return ['--data', quoteShell(body)]
  return ['--data', '@body.json', `# ${body.length} characters; the pact has the body`]
}

/** Returns the curl command that sends the request of a cell. It reads credentials from environment variables. */
export function curlCommand(cellInteraction: CellInteraction, baseUrl: string): string {
  const { method } = cellInteraction.interaction.request
  const headers = requestHeaders(cellInteraction.interaction).filter(
    ([name]) => name !== 'Authorization',
  )
  return [
    'curl --include',
    ...(method === 'GET' ? [] : ['--request', method]),
    ...credentialArguments(cellInteraction),
    ...headers.flatMap(([name, value]) => ['--header', quoteShell(`${name}: ${value}`)]),
    quoteShell(buildUrl(baseUrl, requestTarget(cellInteraction.interaction)).href),
    ...bodyArguments(cellInteraction),
  ].join(' ')
}

/**
 * Returns the command that gets a token for {@link curlCommand}, with a service account in environment variables.
 */
export function tokenCommand(baseUrl: string): string {
  const { clientId, clientSecret } = atlasVariables
  const url = quoteShell(buildUrl(baseUrl, tokenPath).href)
  const request = `curl --silent --user ${quoteVariables(clientId, clientSecret)} --data grant_type=client_credentials ${url}`
  const extract = `sed -E 's/.*"access_token" *: *"([^"]+)".*/\\1/'`
  return `${tokenVariable}=$(${request} | ${extract})`
}
