import { type ApiVersion, apiVersions } from '@export-buckets/core'
import { reading } from './answer.ts'
import { checkedVersion } from './asked.ts'
import { type BareClient, bareClient } from './bare-client.ts'
import type { OnDeprecation } from './deprecation.ts'
import { type ExportBuckets, exportBuckets } from './export-buckets/export-buckets.ts'
import { preparing } from './prepared.ts'
import { parsedOnce } from './transport/parsed-once.ts'
import { type TransportOptions, transport } from './transport/transport.ts'

/** The options of {@link createClient}. */
export interface ClientOptions<V extends ApiVersion = ApiVersion> extends TransportOptions {
  /** The date that calls ask for unless they say otherwise. Default: the newest one known. */
  readonly version?: V | undefined
  /** Hears of answers in a version that will end. Default: nobody does. */
  readonly onDeprecation?: OnDeprecation | undefined
}

/**
 * The client: methods by resource, and beside them those of a bare client, with the same authentication, repeats and
 * timeout. Middleware given to `use` is for these alone.
 */
export interface AtlasClient<V extends ApiVersion = ApiVersion> extends BareClient {
  /** The snapshot export buckets of a project. */
  readonly exportBuckets: ExportBuckets<V>
}

/** The runtime's own, unless something replaced it before this module was loaded. */
const runtimeFetch = globalThis.fetch

/** The dates come oldest first. */
const newest = apiVersions.reduce((_, version) => version)

/**
 * Makes a client of the MongoDB Atlas Admin API.
 *
 * @throws TypeError when an option cannot be used; it names the option
 * @throws ValidationError for a `version` that the API does not have
 *
 * @example
 * ```ts
 * const atlas = createClient({ auth: serviceAccount({ clientId, clientSecret }) })
 * const bucket = await atlas.exportBuckets.get({ groupId, exportBucketId })
 * ```
 */
export function createClient<V extends ApiVersion = ApiVersion>(
  options: ClientOptions<V>,
): AtlasClient<V> {
  const { fetch = parsedOnce(runtimeFetch) } = options
  const layers = transport({ ...options, fetch })
  const connection = {
    ...layers,
    prepare: preparing(layers.baseUrl),
    read: reading(),
    version: checkedVersion(options.version ?? newest),
    onDeprecation: options.onDeprecation,
  }
  return { ...bareClient(layers), exportBuckets: exportBuckets<V>(connection) }
}
