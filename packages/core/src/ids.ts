import * as schemas from './schemas.gen.ts'
import { createValidator, formatValue, type Issue, type Validator } from './validator.ts'

declare const brand: unique symbol

/** The id of a project: 24 lower-case hexadecimal digits. The API calls projects groups. */
export type GroupId = string & { readonly [brand]: 'GroupId' }

/** The id of an export bucket: 24 lower-case hexadecimal digits. */
export type ExportBucketId = string & { readonly [brand]: 'ExportBucketId' }

/**
 * The id of a cloud provider access role (`iamRoleId` of an AWS bucket, `roleId` of the others): 24 lower-case hexadecimal
 * digits. `POST /api/atlas/v2/groups/{groupId}/cloudProviderAccess` of Atlas returns it as `roleId`.
 */
export type RoleId = string & { readonly [brand]: 'RoleId' }

const idLength = 24

function describeId(value: unknown): string {
  if (typeof value !== 'string') return `got ${formatValue(value)}, not a string`
  if (value.length !== idLength) return `got ${value.length} characters: ${formatValue(value)}`
  const index = value.search(/[^0-9a-f]/)
  const hint = /^[0-9a-f]+$/i.test(value) ? '; write it in lower case' : ''
  return `got ${formatValue(value.charAt(index))} at position ${index + 1} of ${formatValue(value)}${hint}`
}

function createIdValidator<T extends string>(name: string, pattern: string): Validator<T> {
  const idPattern = new RegExp(pattern)
  const is = (value: unknown): value is T => typeof value === 'string' && idPattern.test(value)
  const issues = (value: unknown): Issue[] => {
    if (is(value)) return []
    const code = typeof value === 'string' ? 'format' : 'type'
    const message = `expected 24 lower-case hexadecimal digits, ${describeId(value)}`
    return [{ path: [], code, message }]
  }
  return createValidator(name, issues, is)
}

/** Validates project ids. */
export const GroupId: Validator<GroupId> = /* @__PURE__ */ createIdValidator(
  'GroupId',
  schemas.GroupId.pattern,
)

/** Validates export bucket ids. */
export const ExportBucketId: Validator<ExportBucketId> = /* @__PURE__ */ createIdValidator(
  'ExportBucketId',
  schemas.ExportBucketId.pattern,
)

/** Validates the ids of cloud provider access roles. */
export const RoleId: Validator<RoleId> = /* @__PURE__ */ createIdValidator(
  'RoleId',
  schemas.RoleId.pattern,
)
