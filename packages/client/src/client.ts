import {
  type ApiVersion,
  type NewestApiVersion,
  newestApiVersion,
  type paths,
} from '@export-buckets/core'
import { type BareClient, toBareClient } from './bare-client.ts'
import type { OnDeprecation } from './deprecation.ts'
import { createExportBuckets, type ExportBuckets } from './export-buckets/export-buckets.ts'
import type { OptionNames } from './options.ts'
import { validateVersion } from './resolve-operation.ts'
import { createTransport, type TransportOptions } from './transport/transport.ts'

/**
 * The options of {@link createClient}.
 *
 * @typeParam V - the client's version. Default: the newest date
 */
export interface ClientOptions<V extends ApiVersion = NewestApiVersion> extends TransportOptions {
  /** The date that calls ask for unless they say otherwise. Default: the newest one known. */
  readonly version?: V | undefined
  /** Hears of answers in a version that will end. Default: nobody does. */
  readonly onDeprecation?: OnDeprecation | undefined
}

/**
 * The client: methods by resource, and beside them those of a bare client, with the same authentication, repeats and
 * timeout. Middleware given to `use` is for these alone.
 *
 * @typeParam V - the client's version, which decides on the types of calls without a version. Default: the newest date
 */
export interface AtlasClient<V extends ApiVersion = NewestApiVersion> extends BareClient {
  /** The snapshot export buckets of a project. */
  readonly exportBuckets: ExportBuckets<V>
}

const clientOptionNames: OptionNames<Exclude<keyof ClientOptions, keyof TransportOptions>> = {
  version: true,
  onDeprecation: true,
}

/**
 * Makes a client of the MongoDB Atlas Admin API.
 *
 * @throws TypeError when an option cannot be used or does not exist; it names the option
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
  const clientTransport = createTransport(options, clientOptionNames)
  const context = {
    ...clientTransport,
    version: validateVersion(options.version ?? newestApiVersion),
    onDeprecation: options.onDeprecation,
  }
  return { ...toBareClient<paths>(clientTransport), exportBuckets: createExportBuckets<V>(context) }
}
