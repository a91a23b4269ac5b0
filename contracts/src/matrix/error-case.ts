import type { Operation } from '@export-buckets/core'
import type { Auth, ClientCall, ErrorParameters } from './cell.ts'
import type { Coordinates } from './coordinates.ts'
import type { PathParameters } from './ids.ts'
import type { CreateInvalidBody } from './invalid-bodies.ts'
import type { CreateStates, ProviderState } from './provider-state.ts'

/** A case of an error, by its differences from a call that succeeds. */
export interface ErrorCase {
  /** The cause, after `when`. */
  readonly when: string
  /** The operations in which it can happen. Default: all. */
  readonly appliesTo?: (operation: Operation) => boolean
  /** The requests that trigger it. Default: `errorCoordinates`. */
  readonly selectCoordinates?: (operation: Operation) => readonly Coordinates[]
  readonly auth?: Auth
  readonly roles?: string[]
  /** The states of the resources, in place of those of the call that succeeds. */
  readonly resources?: {
    /** Whether the project has an export bucket, whatever the operation usually needs. */
    readonly hasBucket?: true
    readonly states?: CreateStates
  }
  /** The states after those of the resources. */
  readonly states?: (coordinates: Coordinates) => readonly ProviderState[]
  readonly call?: Partial<Omit<ClientCall, 'pathParameters'>>
  readonly pathParameters?: Partial<PathParameters>
  /** Creates the body, the parameters of the error and the invalid fields. */
  readonly invalidBody?: CreateInvalidBody
  /** The parameters of the error. Absent when their wording may differ. */
  readonly parameters?: (coordinates: Coordinates) => ErrorParameters
  /** Parameters of which only the types are pinned. */
  readonly example?: ErrorParameters
  /** The invalid query parameters, in order. */
  readonly fields?: readonly string[]
  /** Also pins that the error has no other keys than those of errors. */
  readonly forbidsOtherKeys?: true
  /** Also pins the headers of a deprecated version. */
  readonly announcesDeprecation?: true
}

/** The cases of an error, or the reason why there are none. */
export type ErrorCases = readonly ErrorCase[] | string

/** The call of a request that the typed methods reject. */
export const rawApi = { clientApi: 'raw' } as const
/** Returns the parameters of an error without parameters. */
export const noParameters = (): ErrorParameters => []
