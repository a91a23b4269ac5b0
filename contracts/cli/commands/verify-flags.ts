import {
  atlasVariables,
  baseUrlVariables,
  bucketVariable,
} from '@export-buckets/command-line/atlas-environment'
import { type Flag, helpFlag } from '@export-buckets/command-line/flag'
import { type CloudProvider, cloudProviders, ExportBucketId, GroupId } from '@export-buckets/core'
import type { Filters } from '../../verify/filters.ts'
import { allowHttpFlag } from '../base-url.ts'

/** The flag for the bucket of a provider. */
export interface BucketFlag extends Flag {
  readonly provider: CloudProvider
  readonly variable: string
}

/** A flag for the bucket of each provider. */
export const bucketFlags: readonly BucketFlag[] = cloudProviders.map((provider) => ({
  provider,
  name: `bucket-${provider.toLowerCase()}`,
  value: 'ID',
  variable: bucketVariable(provider),
  about: `a bucket on ${provider} that is there, for read-only`,
  problem: (text) => ExportBucketId.issues(text)[0]?.message,
}))

/** The flags that choose cells, by the filter that each is. */
export const filterFlags: Readonly<Record<keyof Filters, Flag>> = {
  operations: {
    name: 'operation',
    value: 'ID',
    many: true,
    about: 'only this operation, such as getGroupBackupExportBucket',
  },
  versions: {
    name: 'version',
    value: 'DATE',
    many: true,
    about: 'only requests for this API date, such as 2024-05-30',
  },
  providers: {
    name: 'provider',
    value: 'NAME',
    many: true,
    about: `only this cloud provider: ${cloudProviders.join(', ')}`,
  },
  statuses: {
    name: 'status',
    value: 'CODE',
    many: true,
    about: 'only cells with this HTTP status in the pact',
  },
}

/** The flags that say what `--publish` publishes, and are of no use without it. */
export const publishFlags: readonly Flag[] = [
  { name: 'provider-version', value: 'VERSION', about: 'with --publish: what was verified' },
  { name: 'provider-branch', value: 'NAME', about: 'with --publish: its branch' },
  { name: 'build-url', value: 'URL', about: 'with --publish: where CI verified it' },
  {
    name: 'pact-url',
    value: 'URL',
    variable: 'PACT_URL',
    about: 'with --publish: the pact in the broker, else the latest',
  },
]

/** The flags of `verify`. */
export const verifyFlags: readonly Flag[] = [
  {
    name: 'provider-url',
    value: 'URL',
    variable: baseUrlVariables,
    required: true,
    about: 'the provider, such as https://cloud.mongodb.com',
  },
  allowHttpFlag,
  {
    name: 'states-url',
    value: 'URL',
    about: 'where to POST Pact provider states; buckets are then made, changed and deleted',
  },
  {
    name: 'project',
    value: 'ID',
    variable: atlasVariables.groupId,
    about: 'a project that is there, for read-only',
    problem: (text) => GroupId.issues(text)[0]?.message,
  },
  ...bucketFlags,
  ...Object.values(filterFlags),
  { name: 'html', value: 'FILE', about: 'write the matrix as one page that needs nothing else' },
  {
    name: 'markdown',
    value: 'FILE',
    about: 'write the matrix as Markdown; it also goes to GITHUB_STEP_SUMMARY where that is set',
  },
  { name: 'junit', value: 'FILE', about: 'write JUnit XML' },
  { name: 'json', value: 'FILE', about: 'write the whole report as JSON' },
  {
    name: 'annotations',
    about: 'print GitHub annotations; also done where GITHUB_ACTIONS is set',
  },
  {
    name: 'publish',
    about: 'publish the result to the Pact Broker; wants --states-url, no filter',
  },
  ...publishFlags,
  helpFlag,
]
