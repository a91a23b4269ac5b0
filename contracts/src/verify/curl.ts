import { atlasVariables } from '@export-buckets/cli-kit/atlas-environment'
import { tokenPath } from '@export-buckets/core'
import type { CellInteraction } from './plan.ts'
import { buildUrl, requestBody, requestHeaders, requestTarget } from './request.ts'

/** The variable for a token, by the name that Terraform's provider reads. */
const tokenVariable = 'MONGODB_ATLAS_ACCESS_TOKEN'

/** Characters of a body that a command holds. Longer ones are there to be too large. */
const MAX_BODY = 2000

/** Returns a text as one word of a shell. */
function quoteShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

const quoteVariables = (...names: string[]) => `"${names.map((name) => `$${name}`).join(':')}"`

/** Returns the arguments that authenticate as the cell does: by the names of variables, or with the placeholder that is to be refused. */
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
  if (body.length <= MAX_BODY) return ['--data', quoteShell(body)]
  return ['--data', '@body.json', `# a body of ${body.length} characters, which the pact has`]
}

/** Returns the command of curl that makes the request of a cell. It names credentials by their variables. */
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

/** Returns the command that gets a token for {@link curlCommand} from a service account in the environment. */
export function tokenCommand(baseUrl: string): string {
  const { clientId, clientSecret } = atlasVariables
  const url = quoteShell(buildUrl(baseUrl, tokenPath).href)
  const request = `curl --silent --user ${quoteVariables(clientId, clientSecret)} --data grant_type=client_credentials ${url}`
  const extract = `sed -E 's/.*"access_token" *: *"([^"]+)".*/\\1/'`
  return `${tokenVariable}=$(${request} | ${extract})`
}
