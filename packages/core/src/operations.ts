import type { ErrorStatus } from './errors.ts'
import type { operations as operationTypes } from './openapi.gen.ts'
import {
  type AnsweredBy,
  errorStatusRows,
  operationRows,
  type SuccessStatus,
} from './operations.gen.ts'
import type { Role } from './roles.ts'
import type { ObjectSchema } from './schema.ts'
import type { ApiVersion, ResourceVersion, VendorMediaType } from './versions.ts'

// Extracted, so that a declaration file which has one inferred writes the ids or this name, not `AnsweredBy`, which stays within.
/** Atlas's own id of an operation. */
export type OperationId = Extract<keyof AnsweredBy, string>

/** A token bucket: it holds `capacity` requests when full, and `refill` requests flow in within `seconds`. */
export interface RateLimit {
  readonly capacity: number
  readonly refill: number
  readonly seconds: number
}

/** What there is to know of an operation. Routes, client methods and contracts read it from here. */
export interface Operation {
  readonly operationId: OperationId
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** The path with `{parameters}`, from the origin on. */
  readonly path: string
  /** The role that the caller needs in the project. */
  readonly role: Role
  /** The set of operations that share a rate limit: a project has one token bucket for each set. */
  readonly rateLimit: RateLimit & { readonly set: string }
  /** The status of a success. */
  readonly successStatus: number
  /** What its query may hold, with defaults. */
  readonly query: ObjectSchema
  /** The versions of its answer, oldest first; never empty. */
  readonly versions: readonly ResourceVersion[]
}

/** Every operation, by its id. */
export const operations: Readonly<Record<OperationId, Operation>> = operationRows

/** The statuses of an operation's errors, by its id: apart, so that who calls operations carries no list of them. */
export const errorStatuses: Readonly<Record<OperationId, readonly ErrorStatus[]>> = errorStatusRows

/** The resource version that answers when a client asks operation `Op` for the date `Asked`. */
export type ResolvedVersion<
  Op extends OperationId,
  Version extends ApiVersion,
> = Version extends keyof AnsweredBy[Op] ? AnsweredBy[Op][Version] : never

type BodyOrUndefined<Body> = unknown extends Body ? undefined : Body

type SuccessContent<Op extends OperationId> =
  operationTypes[Op]['responses'] extends Record<SuccessStatus[Op], { content: infer Content }>
    ? Content
    : never

/** The body of a success of operation `Op` when a client asks for the date `Asked`; `undefined` where it has none. */
export type ResponseBody<Op extends OperationId, Version extends ApiVersion = ApiVersion> = {
  [V in ResolvedVersion<Op, Version> & string]: VendorMediaType<V> extends keyof SuccessContent<Op>
    ? BodyOrUndefined<SuccessContent<Op>[VendorMediaType<V>]>
    : never
}[ResolvedVersion<Op, Version> & string]

/** The query of operation `Op`, as a caller may send it. */
export type Query<Op extends OperationId> = NonNullable<operationTypes[Op]['parameters']['query']>

type RequestContent<Op extends OperationId> = operationTypes[Op] extends {
  requestBody: { content: infer Content }
}
  ? Content
  : Record<never, never>

/** The body that operation `Op` takes from a client that speaks the date `Asked`. */
export type RequestBody<Op extends OperationId, Version extends ApiVersion = ApiVersion> = {
  [V in ResolvedVersion<Op, Version> & string]: VendorMediaType<V> extends keyof RequestContent<Op>
    ? RequestContent<Op>[VendorMediaType<V>]
    : never
}[ResolvedVersion<Op, Version> & string]

/**
 * The resource version that answers a date: the newest one not later, whether or not it is past its sunset. `undefined`
 * where the operation is younger than the date.
 */
export function resolveVersion(
  { versions }: Operation,
  requestedDate: string,
): ResourceVersion | undefined {
  return versions.findLast(({ version }) => version <= requestedDate)
}

const pathCache = new Map<string, readonly string[]>()

/** A path cut at its braces: every second piece is the name of a parameter. */
function parsePath(path: string): readonly string[] {
  const cached = pathCache.get(path)
  if (cached !== undefined) return cached
  const parts = path.split(/[{}]/)
  pathCache.set(path, parts)
  return parts
}

/** What a path cannot hold, escaped or not: a URL without the segment, or with another one before it. */
const unsafeSegments = ['', '.', '..']

/**
 * The path of an operation with its parameters filled in and escaped.
 *
 * @throws TypeError when a parameter of the path is not given, or can be no segment of a path: empty, `.` or `..`
 */
export function operationPath(
  { path }: Operation,
  parameters: Readonly<Record<string, string>>,
): string {
  let result = ''
  let isParameter = false
  for (const segment of parsePath(path)) {
    const value = isParameter ? parameters[segment] : segment
    if (value === undefined) throw new TypeError(`${path}: no value for ${segment}`)
    if (isParameter && unsafeSegments.includes(value)) {
      throw new TypeError(`${path}: ${segment}: a path cannot hold ${JSON.stringify(value)}`)
    }
    result += isParameter ? encodeURIComponent(value) : value
    isParameter = !isParameter
  }
  return result
}
