import {
  type CloudProvider,
  type NewestApiVersion,
  newestApiVersion,
  type OperationId,
  type ResponseBody,
  responseValidator,
} from '@export-buckets/core'
import type { JsonObject } from '../../lib/json.ts'

/** An example of a response body, and what an interaction pins of it besides the schema. */
export interface Example {
  /** Has every field of the newest version, so that an older version fails when it returns a field that it does not know. */
  readonly body: JsonObject
  /** The names of fields, at any depth, that such a response may lack. `shape` pins the others like required ones. */
  readonly optional?: readonly string[]
  /** The names of fields, at any depth, that are never in such a response. `keys` pins their absence. */
  readonly absent?: readonly string[]
  /** The formats of strings that have none in the schema, by the name of the field. */
  readonly patterns?: Readonly<Record<string, string>>
}

/** Creates the example of a cloud provider. */
export type CreateExample = (provider: CloudProvider) => Example

/** Returns the example of a page with one element. The page has links, even when its element has none. */
export const toPage = ({ body, absent = [], ...rest }: Example): Example => ({
  ...rest,
  body: { results: [body], totalCount: 1 },
  absent: absent.filter((name) => name !== 'links'),
})

/** An example of an empty page. */
export const emptyPage: Example = { body: { results: [], totalCount: 0 } }

/** Returns an example with the type of an operation's response. @throws ValidationError when the body does not match it */
export function parseExample<Op extends OperationId>(
  operationId: Op,
  body: JsonObject,
): ResponseBody<Op, NewestApiVersion> {
  const validator = responseValidator(operationId, newestApiVersion)
  if (validator === undefined) throw new Error(`${operationId} has no response body`)
  return validator.parse(body)
}
