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

/** The id of a snapshot: 24 lower-case hexadecimal digits. */
export type SnapshotId = string & { readonly [brand]: 'SnapshotId' }

/** The id of an export job: 24 lower-case hexadecimal digits. */
export type ExportId = string & { readonly [brand]: 'ExportId' }

/** The name of a cluster: letters, digits and hyphens, of which the first is not a hyphen. */
export type ClusterName = string & { readonly [brand]: 'ClusterName' }

const idLength = 24

function describeId(value: unknown): string {
  if (typeof value !== 'string') return `got ${formatValue(value)}, not a string`
  if (value.length !== idLength) return `got ${value.length} characters: ${formatValue(value)}`
  const index = value.search(/[^0-9a-f]/)
  const hint = /^[0-9a-f]+$/i.test(value) ? '; write it in lower case' : ''
  return `got ${formatValue(value.charAt(index))} at position ${index + 1} of ${formatValue(value)}${hint}`
}

function createPatternValidator<T extends string>(
  name: string,
  pattern: string,
  describe: (value: unknown) => string,
): Validator<T> {
  const regExp = new RegExp(pattern)
  const is = (value: unknown): value is T => typeof value === 'string' && regExp.test(value)
  const issues = (value: unknown): Issue[] => {
    if (is(value)) return []
    const code = typeof value === 'string' ? 'format' : 'type'
    return [{ path: [], code, message: describe(value) }]
  }
  return createValidator(name, issues, is)
}

function createIdValidator<T extends string>(name: string, pattern: string): Validator<T> {
  return createPatternValidator(
    name,
    pattern,
    (value) => `expected 24 lower-case hexadecimal digits, ${describeId(value)}`,
  )
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

/** The ids of cloud providers that are mistaken for a role id, and their descriptions. */
const providerIds: readonly (readonly [RegExp, string])[] = [
  [/^arn:/i, 'the ARN of an IAM role'],
  [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'a UUID, as Azure uses for service principals'],
  [/@[\w.-]+\.gserviceaccount\.com$/i, 'the address of a Google Cloud service account'],
]

/** The hint that says where to find the id of a role. @internal */
export const roleIdHint = "use Atlas's id of the role, which `export-buckets role list` prints"

function describeRoleId(value: unknown): string {
  const kind = providerIds.find(
    ([pattern]) => typeof value === 'string' && pattern.test(value),
  )?.[1]
  const problem =
    kind === undefined ? describeId(value) : `got ${kind}: ${formatValue(value)}; ${roleIdHint}`
  return `expected 24 lower-case hexadecimal digits, ${problem}`
}

/** Validates the ids of cloud provider access roles. */
export const RoleId: Validator<RoleId> = /* @__PURE__ */ createPatternValidator(
  'RoleId',
  schemas.RoleId.pattern,
  describeRoleId,
)

/** Validates the ids of snapshots. */
export const SnapshotId: Validator<SnapshotId> = /* @__PURE__ */ createIdValidator(
  'SnapshotId',
  schemas.SnapshotId.pattern,
)

/** Validates the ids of export jobs. */
export const ExportId: Validator<ExportId> = /* @__PURE__ */ createIdValidator(
  'ExportId',
  schemas.ExportId.pattern,
)

/** Validates the names of clusters. */
export const ClusterName: Validator<ClusterName> = /* @__PURE__ */ createPatternValidator(
  'ClusterName',
  schemas.ClusterName.pattern,
  (value) =>
    `expected letters, digits and hyphens, starting with a letter or digit, got ${formatValue(value)}`,
)
