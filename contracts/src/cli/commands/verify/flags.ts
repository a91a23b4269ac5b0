import {
  atlasVariables,
  baseUrlVariables,
  bucketVariableName,
} from '@export-buckets/cli-kit/atlas-environment'
import { type Flag, helpFlag } from '@export-buckets/cli-kit/flag'
import { type CloudProvider, cloudProviders, ExportBucketId, GroupId } from '@export-buckets/core'
import { allowHttpFlag } from '../../../lib/base-url.ts'
import type { Filters } from '../../../verify/filters.ts'

/** The flag for the bucket of a provider. */
export interface BucketFlag extends Flag {
  readonly provider: CloudProvider
  readonly variable: string
}

/** A flag for the bucket of each provider. */
export const bucketFlags: readonly BucketFlag[] = cloudProviders.map((provider) => ({
  provider,
  name: `bucket-${provider.toLowerCase()}`,
  valueName: 'ID',
  variable: bucketVariableName(provider),
  description: `a bucket on ${provider} that is there, for read-only`,
  validate: (value) => ExportBucketId.issues(value)[0]?.message,
}))

/** The flags that choose cells, by the filter that each is. */
export const filterFlags: Readonly<Record<keyof Filters, Flag>> = {
  operations: {
    name: 'operation',
    valueName: 'ID',
    multiple: true,
    description: 'only this operation, such as getGroupBackupExportBucket',
  },
  versions: {
    name: 'version',
    valueName: 'DATE',
    multiple: true,
    description: 'only requests for this API date, such as 2024-05-30',
  },
  providers: {
    name: 'provider',
    valueName: 'NAME',
    multiple: true,
    description: `only this cloud provider: ${cloudProviders.join(', ')}`,
  },
  statuses: {
    name: 'status',
    valueName: 'CODE',
    multiple: true,
    description: 'only cells with this HTTP status in the pact',
  },
}

/** The flags that say what `--publish` publishes, and are of no use without it. */
export const publishFlags: readonly Flag[] = [
  {
    name: 'provider-version',
    valueName: 'VERSION',
    description: 'with --publish: what was verified',
  },
  { name: 'provider-branch', valueName: 'NAME', description: 'with --publish: its branch' },
  { name: 'build-url', valueName: 'URL', description: 'with --publish: where CI verified it' },
  {
    name: 'pact-url',
    valueName: 'URL',
    variable: 'PACT_URL',
    description: 'with --publish: the pact in the broker, else the latest',
  },
]

/** The flags of `verify`. */
export const verifyFlags: readonly Flag[] = [
  {
    name: 'provider-url',
    valueName: 'URL',
    variable: baseUrlVariables,
    required: true,
    description: 'the provider, such as https://cloud.mongodb.com',
  },
  allowHttpFlag,
  {
    name: 'states-url',
    valueName: 'URL',
    description: 'where to POST Pact provider states; buckets are then made, changed and deleted',
  },
  {
    name: 'project',
    valueName: 'ID',
    variable: atlasVariables.groupId,
    description: 'a project that is there, for read-only',
    validate: (text) => GroupId.issues(text)[0]?.message,
  },
  ...bucketFlags,
  ...Object.values(filterFlags),
  {
    name: 'html',
    valueName: 'FILE',
    description: 'write the matrix as one page that needs nothing else',
  },
  {
    name: 'markdown',
    valueName: 'FILE',
    description:
      'write the matrix as Markdown; it also goes to GITHUB_STEP_SUMMARY where that is set',
  },
  { name: 'junit', valueName: 'FILE', description: 'write JUnit XML' },
  { name: 'json', valueName: 'FILE', description: 'write the whole report as JSON' },
  {
    name: 'annotations',
    description: 'print GitHub annotations; also done where GITHUB_ACTIONS is set',
  },
  {
    name: 'publish',
    description: 'publish the result to the Pact Broker; wants --states-url, no filter',
  },
  ...publishFlags,
  helpFlag,
]
