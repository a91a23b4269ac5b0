import type {
  ApiVersion,
  CloudProvider,
  ErrorName,
  OperationId,
  ResourceVersion,
} from '@export-buckets/core'

/** The valid token of the pact, a placeholder. Verification replaces it with a real one. */
export const validToken = 'access-token'
/** The invalid token of the pact. Verification sends it as it is. */
export const revokedToken = 'revoked-token'
/** The public key of a valid Digest in the pact. Verification signs such requests with a real key. */
export const validPublicKey = 'consumer'

/** The provider states and their parameters, by name. */
export interface ProviderStates {
  /** A project in which the caller has the roles, with one export bucket of the provider. */
  'a project with an export bucket': {
    readonly groupId: string
    readonly cloudProvider: CloudProvider
    readonly roles: string[]
  }
  /** The backup schedule of a cluster exports to the bucket. */
  'a cluster exports to the bucket': {
    readonly groupId: string
    readonly cloudProvider: CloudProvider
    readonly clusterName: string
  }
  /** The caller's credentials are limited to these operations of the project. */
  'the credentials are limited to the operations': { readonly operations: string[] }
  /** Whether Atlas can use the role of the cloud provider that the request names. */
  'the role of the request is': { readonly status: 'unknown' | 'not authorized' }
  /** The provider's clock, ISO 8601. */
  'the time is': { readonly now: string }
  /** The caller has no requests left. */
  'the rate limit is used up': Readonly<Record<string, never>>
  /** The storage can neither read nor write buckets: it is temporarily unavailable, or has an unexpected error. */
  'the storage fails': { readonly because: 'it is away' | 'of a fault' }
}

/** A provider state and its parameters. */
export type ProviderState = {
  [Name in keyof ProviderStates]: {
    readonly name: Name
    readonly parameters: ProviderStates[Name]
  }
}[keyof ProviderStates]

export function createProviderState<Name extends keyof ProviderStates>(
  name: Name,
  parameters: ProviderStates[Name],
): { readonly name: Name; readonly parameters: ProviderStates[Name] } {
  return { name, parameters }
}

export type ErrorParameters = readonly (string | number)[]

/** A request body. */
export type JsonObject = Readonly<Record<string, string | boolean>>

/** The authentication of a request. */
export type Auth = 'Bearer' | 'Digest' | 'no credentials' | 'a bad Bearer token' | 'a bad Digest'

/** A call of the client. */
export interface ClientCall {
  /**
   * `typed` is a typed method. `raw` is the untyped `GET`, `POST` and so on, for calls that the typed methods reject.
   */
  readonly clientApi: 'typed' | 'raw'
  readonly groupId: string
  /** Not in the path of a list or create operation. */
  readonly exportBucketId: string
  readonly version: ApiVersion
  /** An `Accept` other than that of the version. */
  readonly accept?: string
  /** The query of the URL. */
  readonly query?: Readonly<Record<string, string>>
  readonly body?: JsonObject
  /** A `Content-Type` other than that of the version. */
  readonly contentType?: string
}

/** A response with a bucket. */
export interface BucketResponse {
  readonly kind: 'bucket'
  readonly provider: CloudProvider
  readonly version: ResourceVersion
  /** `shape` pins the required fields. `keys` pins that there are no fields unknown to the version. */
  readonly pins: 'shape' | 'keys'
}

/**
 * A response with a page. It has one bucket, or none when the version does not know the provider. `keys` also pins
 * the keys of the page.
 */
export interface PageResponse extends Omit<BucketResponse, 'kind'> {
  readonly kind: 'page'
  readonly hasBucket: boolean
}

/** A response with an empty page of clusters. */
interface ClustersResponse {
  readonly kind: 'clusters'
  readonly version: ResourceVersion
}

/** A response without a body. */
interface EmptyResponse {
  readonly kind: 'nothing'
  readonly version: ResourceVersion
}

/** A response with an error of the catalogue. */
export interface ErrorResponse {
  readonly kind: 'error'
  readonly name: ErrorName
  /** Absent when their wording may differ. */
  readonly parameters?: ErrorParameters
  /** Parameters of which only the types are pinned. */
  readonly example?: ErrorParameters
  /** The invalid fields, in order. */
  readonly fields?: readonly string[]
  /** `keys` pins that there are no other keys than those of errors. */
  readonly pins?: 'keys'
}

/** The response that a cell expects. */
export type ExpectedResponse =
  | BucketResponse
  | PageResponse
  | ClustersResponse
  | EmptyResponse
  | ErrorResponse

/** One cell of the matrix: one interaction of the pact. */
export interface Cell<Expected extends ExpectedResponse = ExpectedResponse> {
  /** Unique, because Pact keeps one interaction for each description. */
  readonly description: string
  /** The table of the matrix that it belongs to. */
  readonly table: 'versions' | 'errors' | 'formats'
  readonly operationId: OperationId
  /** The cloud provider of the bucket that the states create. */
  readonly cloudProvider: CloudProvider
  readonly states: readonly ProviderState[]
  readonly auth: Auth
  readonly call: ClientCall
  readonly expectedResponse: Expected
}
