import type { operations as operationTypes } from './openapi.gen.ts'
import { type AnsweredBy, operationRows } from './operations.gen.ts'
import type { Role } from './roles.ts'
import type { ApiVersion, ResourceVersion, VendorMediaType } from './versions.ts'

/** Atlas's own id of an operation on export buckets. */
export type OperationId = keyof typeof operationRows

/** What there is to know of an operation. Routes, client methods and contracts read it from here. */
export interface Operation {
  readonly operationId: OperationId
  /** The shorter name that the Atlas CLI and its SDKs use. */
  readonly alias: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** The path with `{parameters}`, from the origin on. */
  readonly path: string
  /** The role that the caller needs in the project. */
  readonly role: Role
  /** The status of a success. */
  readonly successStatus: number
  /** The versions of its answer, oldest first; never empty. */
  readonly versions: readonly ResourceVersion[]
}

/** Every operation, by its id. */
export const operations: Readonly<Record<OperationId, Operation>> = operationRows

/** The resource version that answers when a client asks operation `Op` for the date `Asked`. */
export type AnsweringVersion<
  Op extends OperationId,
  Asked extends ApiVersion,
> = Asked extends keyof AnsweredBy[Op] ? AnsweredBy[Op][Asked] : never

type Success<Op extends OperationId> =
  operationTypes[Op]['responses'][(typeof operationRows)[Op]['successStatus']]['content']

/** The body of a success of operation `Op` when a client asks for the date `Asked`. */
export type Answer<Op extends OperationId, Asked extends ApiVersion = ApiVersion> = {
  [V in AnsweringVersion<Op, Asked> & string]: VendorMediaType<V> extends keyof Success<Op>
    ? Success<Op>[VendorMediaType<V>]
    : never
}[AnsweringVersion<Op, Asked> & string]

/**
 * The path of an operation with its parameters filled in and escaped.
 *
 * @throws TypeError when a parameter of the path is not given
 */
export function operationPath(
  { path }: Operation,
  parameters: Readonly<Record<string, string>>,
): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name]
    if (value === undefined) throw new TypeError(`${path}: no value for ${name}`)
    return encodeURIComponent(value)
  })
}
