import type { Answer, OperationId } from './operations.ts'
import { operations } from './operations.ts'
import * as schemas from './schemas.gen.ts'
import { type Schema, shape } from './shape.ts'
import type { Validator } from './validator.ts'
import type { ApiVersion } from './versions.ts'

const named: Readonly<Record<string, Schema>> = schemas

/** The schema of what an operation answers in a resource version, `undefined` where that has no body or is no version of it. */
export function answerSchema(operationId: OperationId, version: ApiVersion): Schema | undefined {
  const row = operations[operationId].versions.find((each) => each.version === version)
  return row?.schema === undefined ? undefined : named[row.schema]
}

/**
 * The validator of what an operation answers in a resource version, `undefined` where that has no body or is no version
 * of it.
 *
 * @param version - the date of the answer's `Content-Type`, not the date asked for
 */
export function answerShape<Op extends OperationId, V extends ApiVersion>(
  operationId: Op,
  version: V,
): Validator<Answer<Op, V>> | undefined {
  const schema = answerSchema(operationId, version)
  return schema && shape(`${operationId} at ${version}`, schema)
}
