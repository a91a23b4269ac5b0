import type { Given } from '@export-buckets/command-line/arguments'
import { readBaseUrl } from '@export-buckets/command-line/atlas-environment'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { ExportBucketId, GroupId } from '@export-buckets/core'
import type { Existing } from '../../verify/target.ts'
import { checkedBaseUrl } from '../base-url.ts'
import type { World } from '../world.ts'
import { bucketFlags } from './verify-flags.ts'

/**
 * Returns the base URL of the provider.
 *
 * @throws UsageError where it is none to send credentials to, and where two variables hold different ones
 */
export function providerUrl(given: Given, env: World['env']): string {
  if (!given.isGiven('provider-url')) readBaseUrl(env)
  return checkedBaseUrl(given.required('provider-url'), {
    name: given.sourceOf('provider-url'),
    allowHttp: given.isTrue('allow-http'),
  })
}

function httpUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError('--states-url: expected a URL of http or https')
  if (url.username || url.password)
    throw new UsageError('--states-url: must hold no user name or password')
  return url.href
}

/**
 * The URL that provider states are sent to, `undefined` for read-only. No credentials go there, so any http will do.
 *
 * @throws UsageError where it is none, and where a project or bucket for read-only is given too
 */
export function statesUrl(given: Given): string | undefined {
  const states = given.text('states-url')
  const readOnly = ['project', ...bucketFlags.map(({ name }) => name)]
  const both = readOnly.find((name) => states !== undefined && given.isGiven(name))
  if (both === undefined) return states === undefined ? undefined : httpUrl(states)
  throw new UsageError(
    `--${both} is for read-only: --states-url brings its own project and buckets`,
  )
}

/** What the provider has by itself. */
export function existing(given: Given): Existing {
  const project = given.text('project')
  const buckets = bucketFlags.flatMap(({ provider, name }) => {
    const id = given.text(name)
    return id === undefined ? [] : [[provider, ExportBucketId.parse(id)] as const]
  })
  return {
    ...(project !== undefined && { groupId: GroupId.parse(project) }),
    buckets: Object.fromEntries(buckets),
  }
}
