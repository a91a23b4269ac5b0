import { type OperationId, operations } from './operations.ts'
import * as schemas from './schemas.gen.ts'
import type { Schema } from './shape.ts'
import type { ResourceVersion } from './versions.ts'

const named: Readonly<Record<string, Schema>> = schemas

/** The schema that a row of the table refers to by name. */
export function namedSchema(name: string | undefined): Schema | undefined {
  return name === undefined ? undefined : named[name]
}

/** The row of a resource version, `undefined` where the operation has none of that date. */
export function versionRow(operationId: OperationId, version: string): ResourceVersion | undefined {
  return operations[operationId].versions.find((row) => row.version === version)
}
