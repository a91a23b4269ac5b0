import {
  type ApiVersion,
  type GroupId,
  type OperationId,
  operations,
  type PathParams,
  type Query,
  type RequestBody,
} from '@export-buckets/core'
import type { Handler } from 'hono'
import { parsePathParam, type ResourceParamName, resourceParamNames } from './path-params.ts'
import { createQueryParser } from './query-parser.ts'
import { readBody } from './request-body.ts'
import { type Env, type RequestContext, requireValue } from './request-context.ts'
import { respondNoContent, respondVersioned } from './respond.ts'

/** A request for a resource. */
export interface ResourceRequest {
  readonly context: RequestContext
  readonly groupId: GroupId
  /** The time of the request, in milliseconds since the epoch. */
  readonly now: number
  /** Returns a path parameter. Its format is valid. */
  param<Name extends ResourceParamName>(name: Name): PathParams[Name]
}

/** A request for an operation, with a valid path and query. */
interface OperationRequest<Op extends OperationId> extends ResourceRequest {
  readonly query: Required<Query<Op>>
  /** Parses and validates the body. Call it after the resources of the path are found, because a 404 precedes a 400. */
  readBody(): Promise<RequestBody<Op, ApiVersion>>
}

/**
 * Returns the body of a successful response, or `undefined` for a response without a body. The body may have fields that the
 * requested version lacks.
 *
 * @throws AtlasError to respond with an error
 */
type OperationHandler<Op extends OperationId> = (
  request: OperationRequest<Op>,
) => Promise<object | undefined>

/** The handlers of some operations, by default of all. */
export type OperationHandlers<Op extends OperationId = OperationId> = {
  readonly [Id in Op]: OperationHandler<Id>
}

/** Creates the Hono handler of an operation. It checks the query, then the path, and then calls the handler. */
export function toHonoHandler<Op extends OperationId>(
  operationId: Op,
  handlers: OperationHandlers,
): Handler<Env> {
  const parseQuery = createQueryParser(operationId)
  const names = resourceParamNames(operations[operationId])
  const handle: OperationHandlers[Op] = handlers[operationId]
  return async (c) => {
    const context = c.get('requestContext')
    const query = parseQuery(context)
    for (const name of names) parsePathParam(context, name)
    const body = await handle({
      context,
      query,
      groupId: requireValue(context.groupId),
      now: context.receivedAt,
      param: (name) => parsePathParam(context, name),
      readBody: () => readBody(context, operationId),
    })
    return body === undefined ? respondNoContent(context) : respondVersioned(context, body, query)
  }
}
