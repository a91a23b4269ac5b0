import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { readBaseUrl } from '@export-buckets/cli-kit/atlas-environment'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { ExportBucketId, GroupId } from '@export-buckets/core'
import { parseBaseUrlOption } from '../../../lib/base-url.ts'
import type { ExistingResources } from '../../../verify/target.ts'
import type { CliContext } from '../../context.ts'
import { bucketFlags } from './flags.ts'

/**
 * Returns the base URL of the provider.
 *
 * @throws UsageError where it is none to send credentials to, and where two variables hold different ones
 */
export function readProviderUrl(parsedArgs: ParsedArguments, env: CliContext['env']): string {
  if (!parsedArgs.has('provider-url')) readBaseUrl(env)
  return parseBaseUrlOption(parsedArgs.required('provider-url'), {
    name: parsedArgs.sourceName('provider-url'),
    allowHttp: parsedArgs.isTrue('allow-http'),
  })
}

function parseHttpUrl(text: string): string {
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
export function readStatesUrl(parsedArgs: ParsedArguments): string | undefined {
  const statesUrl = parsedArgs.value('states-url')
  const readOnlyFlags = ['project', ...bucketFlags.map(({ name }) => name)]
  const conflictingFlag = readOnlyFlags.find(
    (name) => statesUrl !== undefined && parsedArgs.has(name),
  )
  if (conflictingFlag === undefined)
    return statesUrl === undefined ? undefined : parseHttpUrl(statesUrl)
  throw new UsageError(
    `--${conflictingFlag} is for read-only: --states-url brings its own project and buckets`,
  )
}

/** What the provider has by itself. */
export function readExistingResources(parsedArgs: ParsedArguments): ExistingResources {
  const project = parsedArgs.value('project')
  const buckets = bucketFlags.flatMap(({ provider, name }) => {
    const id = parsedArgs.value(name)
    return id === undefined ? [] : [[provider, ExportBucketId.parse(id)] as const]
  })
  return {
    ...(project !== undefined && { groupId: GroupId.parse(project) }),
    buckets: Object.fromEntries(buckets),
  }
}
