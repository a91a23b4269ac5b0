import type { Operation } from '@export-buckets/core'
import type { Ask, Auth, Parameters } from './cells.ts'
import type { Place } from './places.ts'
import type { RefusedBody } from './refused-bodies.ts'
import type { ProviderState } from './states.ts'

/** What is different from a call that succeeds. */
export interface ErrorCase {
  readonly when: string
  /** The operations that it can happen to. Default: every one. */
  readonly on?: (operation: Operation) => boolean
  /** Where in the matrix it is asked. Default: each resource version, with each provider that it knows. */
  readonly at?: (operation: Operation) => readonly Place[]
  readonly auth?: Auth
  readonly roles?: string[]
  readonly states?: (place: Place) => readonly ProviderState[]
  readonly ask?: Partial<Ask>
  /** The body, with the parameters of the error and the fields that are wrong. */
  readonly sends?: (place: Place) => RefusedBody
  /** The parameters of the error. Absent where they are for people. */
  readonly parameters?: (place: Place) => Parameters
  /** Parameters of which only the types are pinned. */
  readonly example?: Parameters
  /** The parameters of the query that are wrong, in order. */
  readonly fields?: readonly string[]
  /** Pinned, too: that the error has no key that errors do not have. */
  readonly closed?: true
}
