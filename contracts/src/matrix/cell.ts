import type {
  ApiVersion,
  CloudProvider,
  ErrorName,
  OperationId,
  ResourceVersion,
} from '@export-buckets/core'
import type { ProviderState } from './provider-states.ts'

/** The parameters of an error. */
export type ErrorParameters = readonly (string | number)[]

/** A body, as far as these requests have one. */
export type JsonObject = Readonly<Record<string, string | boolean>>

/** How the caller proves who it is. */
export type Auth = 'Bearer' | 'Digest' | 'no credentials' | 'a bad Bearer token' | 'a bad Digest'

/** What the client asks for. */
export interface ClientCall {
  /** Through the typed method, or, for what that refuses to say, through the bare `GET`, `POST`, … */
  readonly clientApi: 'typed' | 'raw'
  readonly groupId: string
  /** For a list or a creation it is in no path. */
  readonly exportBucketId: string
  readonly version: ApiVersion
  /** Another `Accept` than that of the version. */
  readonly accept?: string
  /** The query as it stands in the URL. */
  readonly query?: Readonly<Record<string, string>>
  readonly body?: JsonObject
  /** Another `Content-Type` than that of the version. */
  readonly contentType?: string
}

/** A bucket answers. */
export interface BucketResponse {
  readonly kind: 'bucket'
  readonly provider: CloudProvider
  readonly version: ResourceVersion
  /** `shape`: the fields that must be there. `keys`: that there is none which the version does not know. */
  readonly pins: 'shape' | 'keys'
}

/** A list answers, of the one bucket there is, or, where the version does not know that, of none. `keys` are its own, too. */
export interface PageResponse extends Omit<BucketResponse, 'kind'> {
  readonly kind: 'page'
  readonly hasBucket: boolean
}

/** A page of clusters answers, of which there are none. */
interface ClustersResponse {
  readonly kind: 'clusters'
  readonly version: ResourceVersion
}

/** Nothing answers but the status. */
interface EmptyResponse {
  readonly kind: 'nothing'
  readonly version: ResourceVersion
}

/** An error of the catalogue answers. */
export interface ErrorResponse {
  readonly kind: 'error'
  readonly name: ErrorName
  /** Absent where they are for people. */
  readonly parameters?: ErrorParameters
  /** Parameters of which only the types are pinned. */
  readonly example?: ErrorParameters
  /** The fields that are wrong, in order. */
  readonly fields?: readonly string[]
  /** `keys`: that there is none that errors do not have. */
  readonly pins?: 'keys'
}

/** What answers. */
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
  /** Which of the matrix's tables it is of. */
  readonly table: 'versions' | 'errors' | 'formats'
  readonly operationId: OperationId
  /** The provider of the bucket that the states put there. */
  readonly cloudProvider: CloudProvider
  readonly states: readonly ProviderState[]
  readonly auth: Auth
  readonly call: ClientCall
  readonly expectedResponse: Expected
}
