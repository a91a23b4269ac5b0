import type { ErrorName, Operation } from '@export-buckets/core'
import type { ErrorCase, ErrorCases } from './error-case.ts'
import { bodyErrors } from './error-cases/bodies.ts'
import { requestErrors } from './error-cases/requests.ts'
import { resourceErrors } from './error-cases/resources.ts'
import { stateErrors } from './error-cases/states.ts'

/**
 * Every error of the catalogue, with the cases that lead to it, or the reason why there are none. The type requires
 * an entry for each error of core.
 */
export const errorCases: Readonly<Record<ErrorName, ErrorCases>> = {
  ...requestErrors,
  ...bodyErrors,
  ...resourceErrors,
  ...stateErrors,
}

/** Returns the cases of an error that can happen in an operation. */
export function findErrorCases(operation: Operation, name: ErrorName): readonly ErrorCase[] {
  const cases = errorCases[name]
  return typeof cases === 'string'
    ? []
    : cases.filter(({ appliesTo }) => appliesTo?.(operation) ?? true)
}

/** The names of the errors of the catalogue. */
export const errorNames: readonly ErrorName[] = Object.keys(errorCases).filter(
  (name): name is ErrorName => name in errorCases,
)
