import { parseBaseUrl } from '@export-buckets/client'
import { ExportBucketId, GroupId, ValidationError } from '@export-buckets/core'
import type { Existing } from '../../verify/target.ts'
import type { Given } from '../arguments.ts'
import { UsageError } from '../usage-error.ts'
import { bucketOptions } from './verify-options.ts'

/** The name that whoever gave a value knows it by. */
function sourceOf(given: Given, name: string, variable: string): string {
  return given.isGiven(name) ? `--${name}` : variable
}

function checked<T>(source: string, check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (error instanceof ValidationError || error instanceof TypeError) {
      const message = error.message
        .replace(/^baseUrl: /, '')
        .replace('allowHttp: true', '--allow-http')
      throw new UsageError(`${source}: ${message}`)
    }
    throw error
  }
}

function url(given: Given, name: string, variable: string): string | undefined {
  const text = given.text(name)
  if (text === undefined) return undefined
  const allowHttp = given.isGiven('allow-http')
  return checked(sourceOf(given, name, variable), () => parseBaseUrl(text, allowHttp))
}

/**
 * The base URL of the provider.
 *
 * @throws UsageError where there is none, or none to send credentials to
 */
export function providerUrl(given: Given): string {
  const variable = 'MONGODB_ATLAS_OPS_MANAGER_URL'
  const baseUrl = url(given, 'provider-url', variable)
  if (baseUrl === undefined)
    throw new UsageError(`--provider-url: missing, and ${variable} is not set`)
  return baseUrl
}

/** The URL that provider states are sent to, `undefined` for read-only. */
export function statesUrl(given: Given): string | undefined {
  const states = url(given, 'states-url', '')
  const readOnly = ['project', ...bucketOptions.map(({ name }) => name)]
  const both = readOnly.find((name) => states !== undefined && given.isGiven(name))
  if (both === undefined) return states
  throw new UsageError(
    `--${both} is for read-only: --states-url brings its own project and buckets`,
  )
}

/** What the provider has by itself. */
export function existing(given: Given): Existing {
  const project = given.text('project')
  const source = sourceOf(given, 'project', 'MONGODB_ATLAS_PROJECT_ID')
  const groupId = project && checked(source, () => GroupId.parse(project))
  const buckets = bucketOptions.flatMap(({ provider, name, variable }) => {
    const id = given.text(name)
    if (id === undefined) return []
    return [
      [provider, checked(sourceOf(given, name, variable), () => ExportBucketId.parse(id))] as const,
    ]
  })
  return { ...(groupId && { groupId }), buckets: Object.fromEntries(buckets) }
}
