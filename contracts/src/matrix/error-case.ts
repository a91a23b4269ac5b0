import type { Operation } from '@export-buckets/core'
import type { Auth, ClientCall, ErrorParameters } from './cell.ts'
import type { Coordinates } from './coordinates.ts'
import type { InvalidBody } from './invalid-bodies.ts'
import type { ProviderState } from './provider-states.ts'

/** What is different from a call that succeeds. */
export interface ErrorCase {
  readonly when: string
  /** The operations that it can happen to. Default: every one. */
  readonly appliesTo?: (operation: Operation) => boolean
  /** Where in the matrix it is asked. Default: each resource version, with each provider that it knows. */
  readonly selectCoordinates?: (operation: Operation) => readonly Coordinates[]
  readonly auth?: Auth
  readonly roles?: string[]
  readonly states?: (coordinates: Coordinates) => readonly ProviderState[]
  readonly call?: Partial<ClientCall>
  /** The body, with the parameters of the error and the fields that are wrong. */
  readonly invalidBody?: (coordinates: Coordinates) => InvalidBody
  /** The parameters of the error. Absent where they are for people. */
  readonly parameters?: (coordinates: Coordinates) => ErrorParameters
  /** Parameters of which only the types are pinned. */
  readonly example?: ErrorParameters
  /** The parameters of the query that are wrong, in order. */
  readonly fields?: readonly string[]
  /** Pinned, too: that the error has no key that errors do not have. */
  readonly forbidsOtherKeys?: true
}
