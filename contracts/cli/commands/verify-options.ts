import { type CloudProvider, cloudProviders } from '@export-buckets/core'
import type { Filters } from '../../verify/filters.ts'
import type { Option } from '../option.ts'

/** The option for the bucket of a provider. */
export interface BucketOption extends Option {
  readonly provider: CloudProvider
  readonly variable: string
}

/** An option for the bucket of each provider. `pnpm start` of the edge server writes the variables. */
export const bucketOptions: readonly BucketOption[] = cloudProviders.map((provider) => ({
  provider,
  name: `bucket-${provider.toLowerCase()}`,
  value: 'ID',
  variable: `EXPORT_BUCKET_ID_${provider}`,
  about: `a bucket on ${provider} that is there, for read-only`,
}))

/** The options that choose cells, by the filter that each is. */
export const filterOptions: Readonly<Record<keyof Filters, Option>> = {
  operations: {
    name: 'operation',
    value: 'ID',
    repeatable: true,
    about: 'only this operation, such as getGroupBackupExportBucket',
  },
  versions: {
    name: 'version',
    value: 'DATE',
    repeatable: true,
    about: 'only what asks for this API date, such as 2024-05-30',
  },
  providers: {
    name: 'provider',
    value: 'NAME',
    repeatable: true,
    about: `only this cloud provider: ${cloudProviders.join(', ')}`,
  },
  statuses: {
    name: 'status',
    value: 'CODE',
    repeatable: true,
    about: 'only what the pact answers with this HTTP status',
  },
}

/** The options that say what `--publish` publishes, and are of no use without it. */
export const publishOptions: readonly Option[] = [
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

/** The options of `verify`. */
export const verifyOptions: readonly Option[] = [
  {
    name: 'provider-url',
    value: 'URL',
    variable: 'MONGODB_ATLAS_OPS_MANAGER_URL',
    about: 'the provider, such as https://cloud.mongodb.com',
  },
  {
    name: 'allow-http',
    about: 'send credentials over plain http to a host that is not loopback',
  },
  {
    name: 'states-url',
    value: 'URL',
    about: 'where to POST Pact provider states; buckets are then made, changed and deleted',
  },
  {
    name: 'project',
    value: 'ID',
    variable: 'MONGODB_ATLAS_PROJECT_ID',
    about: 'a project that is there, for read-only',
  },
  ...bucketOptions,
  ...Object.values(filterOptions),
  { name: 'html', value: 'FILE', about: 'write the matrix as one page that needs nothing else' },
  {
    name: 'markdown',
    value: 'FILE',
    about: 'write the matrix as Markdown; it also goes to GITHUB_STEP_SUMMARY where that is set',
  },
  { name: 'junit', value: 'FILE', about: 'write JUnit XML' },
  { name: 'json', value: 'FILE', about: 'write all there is to know' },
  {
    name: 'annotations',
    about: 'print GitHub annotations; also done where GITHUB_ACTIONS is set',
  },
  {
    name: 'publish',
    about: 'publish the result to the Pact Broker; wants --states-url, no filter',
  },
  ...publishOptions,
  { name: 'help', short: 'h', about: 'print this help' },
]
