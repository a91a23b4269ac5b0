import { type Flag, helpFlag } from '@export-buckets/cli-kit/arguments'
import {
  atlasVariables,
  baseUrlVariables,
  bucketVariableName,
} from '@export-buckets/cli-kit/atlas-environment'
import {
  type CloudProvider,
  ClusterName,
  cloudProviders,
  ExportBucketId,
  ExportId,
  GroupId,
  RoleId,
  SnapshotId,
  type Validator,
} from '@export-buckets/core'
import { allowHttpFlag } from '../../lib/base-url.ts'
import type { Filters } from '../../verify/options.ts'

/** A flag for a resource of each cloud provider. */
export interface ProviderFlag extends Flag {
  readonly provider: CloudProvider
}

const validateWith =
  (validator: Validator<string>) =>
  (value: string): string | undefined =>
    validator.issues(value)[0]?.message

/** The flag for the bucket of each cloud provider. */
export const bucketFlags: readonly ProviderFlag[] = cloudProviders.map((provider) => ({
  provider,
  name: `bucket-${provider.toLowerCase()}`,
  valueName: 'ID',
  variable: bucketVariableName(provider),
  description: `an existing bucket on ${provider}, for read-only`,
  validate: validateWith(ExportBucketId),
}))

/** The flag for the role of each cloud provider. */
export const roleFlags: readonly ProviderFlag[] = cloudProviders.map((provider) => ({
  provider,
  name: `role-${provider.toLowerCase()}`,
  valueName: 'ID',
  description: `an existing cloud provider access role of ${provider}, for read-only`,
  validate: validateWith(RoleId),
}))

/** The flags for a cluster and its resources. */
export const clusterFlags: readonly Flag[] = [
  {
    name: 'cluster',
    valueName: 'NAME',
    description: 'an existing replica set with cloud backup, for read-only',
    validate: validateWith(ClusterName),
  },
  {
    name: 'snapshot',
    valueName: 'ID',
    description: 'a completed snapshot of --cluster, for read-only',
    validate: validateWith(SnapshotId),
  },
  {
    name: 'job',
    valueName: 'ID',
    description: 'an export job of --cluster, for read-only; requires Project Backup Manager',
    validate: validateWith(ExportId),
  },
  {
    name: 'sharded-cluster',
    valueName: 'NAME',
    description: 'an existing sharded cluster with cloud backup, for read-only',
    validate: validateWith(ClusterName),
  },
  {
    name: 'sharded-snapshot',
    valueName: 'ID',
    description: 'a completed snapshot of --sharded-cluster, for read-only',
    validate: validateWith(SnapshotId),
  },
]

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
      'the URL that sets Pact provider states; resources are then created, changed and deleted',
  },
  {
    name: 'project',
    valueName: 'ID',
    variable: atlasVariables.groupId,
    description: 'an existing project, for read-only',
    validate: validateWith(GroupId),
  },
  ...bucketFlags,
  ...roleFlags,
  ...clusterFlags,
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
