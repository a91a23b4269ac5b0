import type { ErrorStatus } from './errors.ts'
import type { operations as operationTypes } from './openapi.gen.ts'
import type { Operation, OperationId, ResolvedVersion } from './operation.ts'
import { errorStatusRows, operationRows, type SuccessStatus } from './operations.gen.ts'
import type { ApiVersion, VendorMediaType } from './versions.ts'

/** Every operation, by its id. */
export const operations: Readonly<Record<OperationId, Operation>> = operationRows

/** The error statuses of every operation, by its id. A separate export, so that a client's bundle can drop it. */
export const errorStatuses: Readonly<Record<OperationId, readonly ErrorStatus[]>> = errorStatusRows

type BodyOrUndefined<Body> = unknown extends Body ? undefined : Body

type SuccessContent<Op extends OperationId> =
  operationTypes[Op]['responses'] extends Record<SuccessStatus[Op], { content: infer Content }>
    ? Content
    : never

/** The body of a successful response of operation `Op` at API date `Version`; `undefined` when it has no body. */
export type ResponseBody<Op extends OperationId, Version extends ApiVersion = ApiVersion> = {
  [V in ResolvedVersion<Op, Version> & string]: VendorMediaType<V> extends keyof SuccessContent<Op>
    ? BodyOrUndefined<SuccessContent<Op>[VendorMediaType<V>]>
    : never
}[ResolvedVersion<Op, Version> & string]

/** The query parameters of operation `Op`, as a caller may send them. */
export type Query<Op extends OperationId> = NonNullable<operationTypes[Op]['parameters']['query']>

type RequestContent<Op extends OperationId> = operationTypes[Op] extends {
  requestBody: { content: infer Content }
}
  ? Content
  : Record<never, never>

/** The request body of operation `Op` at API date `Version`. */
export type RequestBody<Op extends OperationId, Version extends ApiVersion = ApiVersion> = {
  [V in ResolvedVersion<Op, Version> & string]: VendorMediaType<V> extends keyof RequestContent<Op>
    ? RequestContent<Op>[VendorMediaType<V>]
    : never
}[ResolvedVersion<Op, Version> & string]
