import type { VersionByDate } from './api-versions.gen.ts'
import type { Role } from './roles.ts'
import type { ObjectSchema } from './schema.ts'
import type { ApiVersion, ResourceVersion } from './versions.ts'

// `Extract` keeps the internal `VersionByDate` out of declaration files that infer this type.
/** The `operationId` of an operation in Atlas's OpenAPI document. */
export type OperationId = Extract<keyof VersionByDate, string>

/** A token bucket: it holds `capacity` requests when full, and `refill` requests are added in `seconds`. */
export interface RateLimit {
  readonly capacity: number
  readonly refill: number
  readonly seconds: number
}

/** An operation of the API. Routes, client methods and contracts are derived from it. */
export interface Operation {
  readonly operationId: OperationId
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** The path from the origin on, with its parameters in braces: `/groups/{groupId}`. */
  readonly path: string
  /** The role that the caller needs in the project. */
  readonly role: Role
  /** The rate limit of the operation's set. A project has one token bucket for each set of operations. */
  readonly rateLimit: RateLimit & { readonly set: string }
  /** The status of a successful response. */
  readonly successStatus: number
  /** The query parameters, with their defaults. */
  readonly query: ObjectSchema
  /** The resource versions of the response, oldest first; never empty. */
  readonly versions: readonly ResourceVersion[]
}

/** The resource version that operation `Op` returns to a client that requests API date `Version`. */
export type ResolvedVersion<
  Op extends OperationId,
  Version extends ApiVersion,
> = Version extends keyof VersionByDate[Op] ? VersionByDate[Op][Version] : never

/**
 * Returns the resource version for an API date: the newest one that is not later, even when it is past its sunset. Returns
 * `undefined` when the date is before the operation's first version.
 */
export function resolveVersion(
  { versions }: Operation,
  requestedDate: string,
): ResourceVersion | undefined {
  return versions.findLast(({ version }) => version <= requestedDate)
}

/** Values that URL parsers drop or resolve, even when they are escaped, so that the path would name another resource. */
const unsafeSegments = ['', '.', '..']

/**
 * Returns the path of an operation with its parameters filled in and percent-encoded.
 *
 * @throws TypeError when a parameter is missing, empty, `.` or `..`
 */
export function operationPath(
  { path }: Operation,
  parameters: Readonly<Record<string, string>>,
): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name]
    if (value === undefined) throw new TypeError(`${path}: no value for ${name}`)
    if (unsafeSegments.includes(value)) {
      throw new TypeError(`${path}: ${name}: a path cannot hold ${JSON.stringify(value)}`)
    }
    return encodeURIComponent(value)
  })
}
