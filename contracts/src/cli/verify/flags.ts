import { type Flag, helpFlag } from '@export-buckets/cli-kit/arguments'
import {
  atlasVariables,
  baseUrlVariables,
  bucketVariableName,
} from '@export-buckets/cli-kit/atlas-environment'
import { type CloudProvider, cloudProviders, ExportBucketId, GroupId } from '@export-buckets/core'
import { allowHttpFlag } from '../../lib/base-url.ts'
import type { Filters } from '../../verify/options.ts'

export interface BucketFlag extends Flag {
  readonly provider: CloudProvider
  readonly variable: string
}

/** The flag for the bucket of each cloud provider. */
export const bucketFlags: readonly BucketFlag[] = cloudProviders.map((provider) => ({
  provider,
  name: `bucket-${provider.toLowerCase()}`,
  valueName: 'ID',
  variable: bucketVariableName(provider),
  description: `an existing bucket on ${provider}, for read-only`,
  validate: (value) => ExportBucketId.issues(value)[0]?.message,
}))

/** The flags that select cells, by filter. */
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

/** The flags that are only valid with `--publish`. */
export const publishFlags: readonly Flag[] = [
  {
    name: 'provider-version',
    valueName: 'VERSION',
    description: 'with --publish: the version that was verified',
  },
  { name: 'provider-branch', valueName: 'NAME', description: 'with --publish: its branch' },
  {
    name: 'build-url',
    valueName: 'URL',
    description: 'with --publish: the CI build that verified it',
  },
  {
    name: 'pact-url',
    valueName: 'URL',
    variable: 'PACT_URL',
    description: 'with --publish: the pact in the broker; default: the latest',
  },
]

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
    description:
      'the URL that sets Pact provider states; buckets are then created, changed and deleted',
  },
  {
    name: 'project',
    valueName: 'ID',
    variable: atlasVariables.groupId,
    description: 'an existing project, for read-only',
    validate: (text) => GroupId.issues(text)[0]?.message,
  },
  ...bucketFlags,
  ...Object.values(filterFlags),
  {
    name: 'html',
    valueName: 'FILE',
    description: 'write the matrix as a self-contained HTML page',
  },
  {
    name: 'markdown',
    valueName: 'FILE',
    description: 'write the matrix as Markdown; also appended to GITHUB_STEP_SUMMARY when set',
  },
  { name: 'junit', valueName: 'FILE', description: 'write JUnit XML' },
  { name: 'json', valueName: 'FILE', description: 'write the whole report as JSON' },
  {
    name: 'annotations',
    description: 'print GitHub annotations; default when GITHUB_ACTIONS is set',
  },
  {
    name: 'publish',
    description: 'publish the result to the Pact Broker; requires --states-url and no filters',
  },
  ...publishFlags,
  helpFlag,
]
