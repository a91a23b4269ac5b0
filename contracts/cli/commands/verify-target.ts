import { ExportBucketId, GroupId, ValidationError } from '@export-buckets/core'
import type { Existing } from '../../verify/target.ts'
import type { Given } from '../arguments.ts'
import { checkedBaseUrl } from '../base-url.ts'
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
    if (error instanceof ValidationError) throw new UsageError(`${source}: ${error.message}`)
    throw error
  }
}

/**
 * The base URL of the provider.
 *
 * @throws UsageError where there is none, or none to send credentials to
 */
export function providerUrl(given: Given): string {
  const variable = 'MONGODB_ATLAS_OPS_MANAGER_URL'
  const text = given.text('provider-url')
  if (text === undefined)
    throw new UsageError(`--provider-url: missing, and ${variable} is not set`)
  return checkedBaseUrl(text, {
    name: sourceOf(given, 'provider-url', variable),
    allowHttp: given.isGiven('allow-http'),
  })
}

function httpUrl(source: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError(`${source}: expected a URL of http or https`)
  if (url.username || url.password)
    throw new UsageError(`${source}: must hold no user name or password`)
  return url.href
}

/**
 * The URL that provider states are sent to, `undefined` for read-only. No credentials go there, so any http will do.
 *
 * @throws UsageError where it is none, and where a project or bucket for read-only is given too
 */
export function statesUrl(given: Given): string | undefined {
  const states = given.text('states-url')
  const readOnly = ['project', ...bucketOptions.map(({ name }) => name)]
  const both = readOnly.find((name) => states !== undefined && given.isGiven(name))
  if (both === undefined) return states === undefined ? undefined : httpUrl('--states-url', states)
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
