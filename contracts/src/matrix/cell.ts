import type {
  ApiVersion,
  CloudProvider,
  ErrorName,
  OperationId,
  ResourceVersion,
} from '@export-buckets/core'
import type { JsonObject } from '../lib/json.ts'
import type { Example } from './examples/example.ts'
import type { PathParameters } from './ids.ts'
import type { ProviderState } from './provider-state.ts'

/** The valid token of the pact, a placeholder. Verification replaces it with a real one. */
export const validToken = 'access-token'
/** The invalid token of the pact. Verification sends it as it is. */
export const revokedToken = 'revoked-token'
/** The public key of a valid Digest in the pact. Verification signs such requests with a real key. */
export const validPublicKey = 'consumer'

export type ErrorParameters = readonly (string | number)[]

/** The authentication of a request. */
export type Auth = 'Bearer' | 'Digest' | 'no credentials' | 'a bad Bearer token' | 'a bad Digest'

/** A call of the client. */
export interface ClientCall {
  /**
   * `typed` is a typed method. `raw` is the untyped `request` of openapi-fetch, for calls that the typed methods reject.
   */
  readonly clientApi: 'typed' | 'raw'
  readonly pathParameters: PathParameters
  readonly version: ApiVersion
  /** An `Accept` other than that of the version. */
  readonly accept?: string
  /** The query of the URL. */
  readonly query?: Readonly<Record<string, string>>
  readonly body?: JsonObject
  /** A `Content-Type` other than that of the version. */
  readonly contentType?: string
}

/** A response with a body in the schema of the operation and version. */
export interface BodyResponse {
  readonly kind: 'body'
  readonly version: ResourceVersion
  readonly example: Example
  /** `shape` pins the required and recorded fields. `keys` pins that there are no fields unknown to the version. */
  readonly pins: 'shape' | 'keys'
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
  /** The version whose deprecation the response announces. Absent when it is not pinned. */
  readonly version?: ResourceVersion
}

/** The response that a cell expects. */
export type ExpectedResponse = BodyResponse | EmptyResponse | ErrorResponse

/** One cell of the matrix: one interaction of the pact. */
export interface Cell<Expected extends ExpectedResponse = ExpectedResponse> {
  /** Unique, because Pact keeps one interaction for each description. */
  readonly description: string
  /** The table of the matrix that it belongs to. */
  readonly table: 'versions' | 'errors' | 'formats' | 'states'
  readonly operationId: OperationId
  /** The cloud provider of the resources that the states create. */
  readonly cloudProvider: CloudProvider
  readonly states: readonly ProviderState[]
  readonly auth: Auth
  readonly call: ClientCall
  readonly expectedResponse: Expected
}
