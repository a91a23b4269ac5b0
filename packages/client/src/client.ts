import {
  type ApiVersion,
  type NewestApiVersion,
  newestApiVersion,
  type paths,
} from '@export-buckets/core'
import { type BareClient, toBareClient } from './bare-client.ts'
import type { OnDeprecation } from './deprecation.ts'
import type { OptionNames } from './options.ts'
import { validateVersion } from './resolve-operation.ts'
import { type BackupSchedules, createBackupSchedules } from './resources/backup-schedule.ts'
import {
  type CloudProviderAccess,
  createCloudProviderAccess,
} from './resources/cloud-provider-access.ts'
import { type Clusters, createClusters } from './resources/clusters.ts'
import { createExportBuckets } from './resources/export-buckets.ts'
import type { ExportBuckets } from './resources/export-buckets-types.ts'
import { createExportJobs, type ExportJobs } from './resources/export-jobs.ts'
import { createSnapshots, type Snapshots } from './resources/snapshots.ts'
import { createTransport, type TransportOptions } from './transport/transport.ts'

/**
 * The options of {@link createClient}.
 *
 * @typeParam V - the client's version. Default: the newest date
 */
export interface ClientOptions<V extends ApiVersion = NewestApiVersion> extends TransportOptions {
  /** The API date of calls without a `version`. Default: the newest date that this package knows. */
  readonly version?: V | undefined
  /** Called when a response is in a deprecated version. */
  readonly onDeprecation?: OnDeprecation | undefined
}

/**
 * The client: methods by resource, and the methods of a bare client with the same authentication, retries and timeout.
 * Middleware added with `use` applies to the bare methods only.
 *
 * @typeParam V - the client's version, which decides the types of calls without a version. Default: the newest date
 */
export interface AtlasClient<V extends ApiVersion = NewestApiVersion> extends BareClient {
  /** The clusters of a project. */
  readonly clusters: Clusters
  /** The roles at cloud providers that Atlas may use. */
  readonly cloudProviderAccess: CloudProviderAccess
  /** The snapshot export buckets of a project. */
  readonly exportBuckets: ExportBuckets<V>
  /** The snapshots of a cluster. */
  readonly snapshots: Snapshots
  /** The export jobs of a cluster. */
  readonly exportJobs: ExportJobs
  /** The backup schedule of a cluster. */
  readonly backupSchedule: BackupSchedules<V>
}

const clientOptionNames: OptionNames<Exclude<keyof ClientOptions, keyof TransportOptions>> = {
  version: true,
  onDeprecation: true,
}

/**
 * Creates a client of the MongoDB Atlas Admin API.
 *
 * @throws TypeError that names an invalid or unknown option
 * @throws ValidationError for a `version` that the API does not have
 *
 * @example
 * ```ts
 * const atlas = createClient({ auth: serviceAccount({ clientId, clientSecret }) })
 * const bucket = await atlas.exportBuckets.get({ groupId, exportBucketId })
 * ```
 */
export function createClient<V extends ApiVersion = NewestApiVersion>(
  options: ClientOptions<V>,
): AtlasClient<V> {
  const transport = createTransport(options, clientOptionNames)
  const context = {
    ...transport,
    version: validateVersion(options.version ?? newestApiVersion),
    onDeprecation: options.onDeprecation,
  }
  return {
    ...toBareClient<paths>(transport),
    clusters: createClusters(context),
    cloudProviderAccess: createCloudProviderAccess(context),
    exportBuckets: createExportBuckets<V>(context),
    snapshots: createSnapshots(context),
    exportJobs: createExportJobs(context),
    backupSchedule: createBackupSchedules<V>(context),
  }
}
