import type { Operation } from '@export-buckets/core'
import type { Ask, Auth } from './cells.ts'
import type { Place } from './places.ts'
import type { Refused } from './refused-bodies.ts'
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
  /** The body, with the fields of it that are wrong. */
  readonly sends?: Refused
  readonly parameters?: readonly string[]
  /** The parameters of the query that are wrong, in order. */
  readonly fields?: readonly string[]
  /** Pinned, too: that the error has no key that errors do not have. */
  readonly closed?: true
}
