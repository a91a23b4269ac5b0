import type {
  ApiVersion,
  CloudProvider,
  ErrorName,
  OperationId,
  ResourceVersion,
} from '@export-buckets/core'
import type { ProviderState } from './states.ts'

/** How the caller proves who it is. */
export type Auth = 'Bearer' | 'Digest' | 'no credentials' | 'a bad Bearer token' | 'a bad Digest'

/** What the client asks for. */
export interface Ask {
  readonly groupId: string
  readonly exportBucketId: string
  readonly version: ApiVersion
  /** Another `Accept` than that of the version. */
  readonly accept?: string
  /** The query as it stands in the URL. */
  readonly query?: Readonly<Record<string, string>>
}

/** A bucket answers. */
export interface BucketAnswer {
  readonly kind: 'bucket'
  readonly provider: CloudProvider
  readonly version: ResourceVersion
  /** `shape`: the fields that must be there. `keys`: that there is none which the version does not know. */
  readonly pins: 'shape' | 'keys'
}

/** An error of the catalogue answers. */
export interface ErrorAnswer {
  readonly kind: 'error'
  readonly name: ErrorName
  readonly parameters: readonly string[]
}

/** One cell of the matrix: one interaction of the pact. */
export interface Cell<Answer extends BucketAnswer | ErrorAnswer = BucketAnswer | ErrorAnswer> {
  /** Unique, because Pact keeps one interaction for each description. */
  readonly description: string
  readonly operationId: OperationId
  readonly states: readonly ProviderState[]
  readonly auth: Auth
  readonly ask: Ask
  readonly answer: Answer
}
